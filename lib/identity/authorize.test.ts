import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DaypassError } from '../kernel/errors'
import { authorize, isAllowed, isNamedBy } from './authorize'
import type { Permission } from './authorize'
import type { Actor } from './schema'

const person = (personId: string, more: Partial<Actor> = {}): Actor => ({
  personId,
  handle: personId,
  code: 'abcdefghij23',
  name: personId,
  email: `${personId}@example.com`,
  groups: [],
  roles: [],
  signInId: '0190b6a0-0000-7000-8000-00000000000f',
  authenticatedAt: new Date(0),
  handleIsUnique: true,
  managerHandle: null,
  ...more,
})

/** The people of the table. `approver` and `second` are named by the policy; `second` has the requester's address. */
const PEOPLE = {
  requester: person('alice', { roles: ['requester'] }),
  approver: person('carla'),
  second: person('alice-2', { email: 'ALICE@example.com', roles: ['requester', 'administrator'] }),
  auditor: person('audrey', { roles: ['auditor'] }),
  administrator: person('adam', { roles: ['administrator'] }),
  stranger: person('sam'),
}
type Who = keyof typeof PEOPLE

const NAMED: readonly Who[] = ['approver', 'second']
const facts = (who: Who) => ({ requesterId: 'alice', namedApprover: NAMED.includes(who) })

/** A permission with the facts as they are for somebody. */
const PERMISSIONS: Record<string, (who: Who) => Permission> = {
  request: () => ({ to: 'request', eligible: true }),
  'request what is not for them': () => ({ to: 'request', eligible: false }),
  'see-entitlement': () => ({ to: 'see-entitlement', eligible: true }),
  'see-entitlement that is not for them': () => ({ to: 'see-entitlement', eligible: false }),
  'see-request': (who) => ({ to: 'see-request', ...facts(who), told: false }),
  'cancel-request': (who) => ({ to: 'cancel-request', ...facts(who) }),
  decide: (who) => ({
    ...{
      to: 'decide',
      ...facts(who),
      requesterEmail: 'alice@example.com',
      namedAtStage: NAMED.includes(who),
    },
  }),
  'decide at a stage that names others': (who) => ({
    ...{ to: 'decide', ...facts(who), requesterEmail: 'alice@example.com', namedAtStage: false },
  }),
  'open-request': (who) => ({ to: 'open-request', ...facts(who) }),
  'comment-on-request': (who) => ({ to: 'comment-on-request', ...facts(who) }),
  'withdraw-approval of the approver': (who) => ({
    ...{ to: 'withdraw-approval', ...facts(who), deciderId: 'carla' },
  }),
  review: (who) => ({
    ...{
      to: 'review',
      ...facts(who),
      requesterEmail: 'alice@example.com',
      namedReviewer: NAMED.includes(who),
    },
  }),
  'see-grant': (who) => ({ to: 'see-grant', ...facts(who), owner: false, told: false }),
  'see-grant of an owner': (who) => ({
    to: 'see-grant',
    ...facts(who),
    owner: who === 'stranger',
    told: false,
  }),
  'use-grant': (who) => ({ to: 'use-grant', ...facts(who) }),
  'revoke-grant': (who) => ({ to: 'revoke-grant', ...facts(who) }),
  'read-history': () => ({ to: 'read-history' }),
  'choose-mail of the requester': () => ({ to: 'choose-mail', personId: 'alice' }),
  'delegate for the requester': () => ({ to: 'delegate', fromPersonId: 'alice' }),
  'end-delegation from the requester to the approver': () => ({
    to: 'end-delegation',
    fromPersonId: 'alice',
    toPersonId: 'carla',
  }),
  administer: () => ({ to: 'administer' }),
}

function answer(actor: Actor, permission: Permission): string {
  try {
    authorize(actor, permission)
    return 'yes'
  } catch (error) {
    if (error instanceof DaypassError) return error.code.replace('ERR_', '')
    throw error
  }
}

describe('who may do what (invariants 5 and 10)', () => {
  const [no, yes, forbidden, self, notApprover] = [
    'NOT_FOUND',
    'yes',
    'FORBIDDEN',
    'SELF_APPROVAL',
    'NOT_APPROVER',
  ]
  const columns: Who[] = ['requester', 'approver', 'second', 'auditor', 'administrator', 'stranger']

  test.each([
    ['request', [yes, no, yes, no, no, no]],
    ['request what is not for them', [no, no, no, no, no, no]],
    ['see-entitlement', [yes, no, yes, no, no, no]],
    ['see-entitlement that is not for them', [no, no, no, no, no, no]],
    ['see-request', [yes, yes, yes, yes, yes, no]],
    ['cancel-request', [yes, forbidden, forbidden, forbidden, forbidden, no]],
    ['open-request', [yes, forbidden, forbidden, forbidden, forbidden, no]],
    ['decide', [self, yes, self, notApprover, notApprover, no]],
    ['decide at a stage that names others', [self, notApprover, self, notApprover, notApprover, no]],
    ['comment-on-request', [yes, yes, yes, forbidden, forbidden, no]],
    ['withdraw-approval of the approver', [forbidden, yes, forbidden, forbidden, forbidden, no]],
    ['review', [self, yes, self, notApprover, notApprover, no]],
    ['see-grant', [yes, yes, yes, yes, yes, no]],
    ['see-grant of an owner', [yes, yes, yes, yes, yes, yes]],
    ['use-grant', [yes, forbidden, forbidden, forbidden, forbidden, no]],
    ['revoke-grant', [forbidden, yes, yes, forbidden, yes, no]],
    ['read-history', [no, no, no, yes, no, no]],
    ['choose-mail of the requester', [yes, no, no, no, no, no]],
    ['delegate for the requester', [yes, no, no, no, no, no]],
    ['end-delegation from the requester to the approver', [yes, yes, no, no, no, no]],
    ['administer', [no, no, yes, no, yes, no]],
  ])('%s', (name, expected) => {
    const permission = PERMISSIONS[name]
    if (permission === undefined) throw new Error(`no permission ${name}`)
    expect(columns.map((who) => answer(PEOPLE[who], permission(who)))).toEqual(expected)
    expect(columns.map((who) => isAllowed(PEOPLE[who], permission(who)))).toEqual(
      expected.map((one) => one === yes),
    )
  })

  test('what is hidden looks like what does not exist, and says nothing else', () => {
    expect(() => {
      authorize(PEOPLE.stranger, {
        to: 'see-request',
        requesterId: 'alice',
        namedApprover: false,
        told: false,
      })
    }).toThrow('There is nothing here, or it is not visible to you.')
  })

  test('a permission that nobody has written is not given', () => {
    const everything = person('root', {
      roles: ['requester', 'auditor', 'administrator'],
      groups: ['admins'],
    })
    expect(isAllowed(everything, { to: 'own-the-world' } as unknown as Permission)).toBe(false)
    expect(() => {
      authorize(everything, { to: 'own-the-world' } as unknown as Permission)
    }).toThrow()
  })
})

describe('invariant 5: nobody approves for themselves', () => {
  const actors = fc.record({
    roles: fc.subarray(['requester', 'auditor', 'administrator'] as const),
    groups: fc.array(fc.string()),
    email: fc.option(fc.constantFrom('alice@example.com', 'Alice@Example.COM', 'b@example.com')),
    handleIsUnique: fc.boolean(),
  })
  const addresses = fc.option(fc.constantFrom('alice@example.com', 'ALICE@EXAMPLE.COM', 'c@example.com'))

  const named = { namedApprover: true, namedAtStage: true }

  test('not with any roles, groups or address', () => {
    fc.assert(
      fc.property(actors, addresses, fc.boolean(), (more, requesterEmail, namedApprover) => {
        const decide = {
          to: 'decide',
          requesterId: 'alice',
          requesterEmail,
          namedApprover,
          namedAtStage: true,
        } as const
        expect(isAllowed(person('alice', more), decide)).toBe(false)
      }),
    )
  })

  test('nor by a second account with the same address, in whatever case', () => {
    fc.assert(
      fc.property(actors, addresses, (more, requesterEmail) => {
        const decide = { to: 'decide', requesterId: 'alice', requesterEmail, ...named } as const
        const same = more.email !== null && requesterEmail?.toLowerCase() === more.email.toLowerCase()
        expect(isAllowed(person('somebody-else', more), decide)).toBe(!same)
      }),
    )
  })

  test('nobody decides whom the policy does not name, whatever roles they have', () => {
    fc.assert(
      fc.property(actors, addresses, (more, requesterEmail) => {
        const decide = {
          to: 'decide',
          requesterId: 'alice',
          requesterEmail,
          namedApprover: true,
          namedAtStage: false,
        } as const
        expect(isAllowed(person('bob', more), decide)).toBe(false)
      }),
    )
  })
})

describe('whom text names', () => {
  const carla = { handle: 'carla', handleIsUnique: true, groups: ['finance', 'all'] }

  test.each<[string, Partial<typeof carla>, { groups: string[]; people: string[] }, boolean]>([
    ['a member of a group', {}, { groups: ['x', 'finance'], people: [] }, true],
    ['not a member', {}, { groups: ['finance-approvers'], people: [] }, false],
    ['not by a group in another case', {}, { groups: ['Finance'], people: [] }, false],
    ['the one holder of a handle', {}, { groups: [], people: ['carla'] }, true],
    ['neither of two holders', { handleIsUnique: false }, { groups: [], people: ['carla'] }, false],
    [
      'two holders still by their groups',
      { handleIsUnique: false },
      { groups: ['all'], people: ['carla'] },
      true,
    ],
    ['not by a handle in another case', {}, { groups: [], people: ['Carla'] }, false],
    ['not by a group that is called like a person', {}, { groups: ['carla'], people: [] }, false],
    ['not by a handle that is called like a group', {}, { groups: [], people: ['finance'] }, false],
    ['nobody by a rule without names', {}, { groups: [], people: [] }, false],
  ])('%s', (_what, change, rule, named) => {
    expect(isNamedBy({ ...carla, ...change }, rule)).toBe(named)
  })
})
