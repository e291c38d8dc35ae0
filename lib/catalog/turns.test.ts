import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { asked, definitionOf, pinnedOf } from '../testing/entitlements'
import { isApproverInPrinciple, isNamedByStage, turnsOf } from './eligibility'
import { evaluate } from './evaluate'
import { approvalPolicySchema } from './policy-schema'
import type { EntitlementDefinition } from './schema'

const aws = createAws({ chained: false })
const reports = definitionOf('reports')
const MANAGER = 'maria'

const approvers = fc
  .record({
    groups: fc.subarray(['a', 'b', 'c']),
    people: fc.subarray([MANAGER, 'zoe']),
    owner: fc.constantFrom(undefined, true as const),
    manager: fc.constantFrom(undefined, true as const),
  })
  .filter(
    ({ groups, people, owner, manager }) => groups.length + people.length > 0 || (owner ?? manager) === true,
  )
const stage = approvers.map((who) => ({ name: 'S', approvers: who }))
const rule = fc.record({
  name: fc.constant('R'),
  when: fc.constantFrom('true', 'false'),
  autoApprove: fc.constantFrom(undefined, true as const),
  stages: fc.option(fc.array(stage, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  ticket: fc.constant(true as const),
})
const definition = fc
  .record({ stages: fc.array(stage, { maxLength: 3 }), rules: fc.array(rule, { maxLength: 2 }) })
  .map((policy) => approvalPolicySchema.safeParse(policy))
  .filter(({ success }) => success)
  .map(({ data }): EntitlementDefinition => {
    if (data === undefined) throw new Error('it was filtered')
    return { ...reports, owner: { group: 'c' }, approval: { policy: 'p', ...data } }
  })
const person = fc.record({
  handle: fc.constantFrom(MANAGER, 'zoe', 'somebody'),
  handleIsUnique: fc.boolean(),
  groups: fc.subarray(['a', 'b', 'c']),
})

test('a request waits for nobody who had no turn at it', () => {
  const wish = {
    scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
    durationMinutes: 60,
    deliveries: ['console'],
  } as const
  const requester = { handle: 'alice', groups: ['engineers'], managerHandle: MANAGER, signedInMinutesAgo: 5 }
  fc.assert(
    fc.property(definition, definition, person, (pinned, current, who) => {
      const entitlement = pinnedOf(pinned, current)
      const { stages } = evaluate(entitlement, asked(wish, { requester, ticket: 'T-1' }), aws)
      const turns = turnsOf(who, entitlement)
      const inPrinciple = isApproverInPrinciple(who, entitlement, MANAGER)
      const isManager = turns.includes('as-manager') && who.handle === MANAGER
      for (const [index, one] of stages.entries()) {
        if (!inPrinciple || !isNamedByStage(who, one)) continue
        expect(isManager || turns.includes('first') || (index > 0 && turns.includes('later'))).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('who is named at the first stage, later, or only as a manager is told apart', () => {
  const policy = approvalPolicySchema.parse({
    stages: [
      { name: 'Owner', approvers: { owner: true } },
      { name: 'Manager', approvers: { manager: true, groups: ['people-team'] } },
    ],
  })
  const entitlement = pinnedOf({ ...reports, owner: { group: 'c' }, approval: { policy: 'p', ...policy } })
  const turns = (...groups: string[]) => turnsOf({ handle: 'h', handleIsUnique: true, groups }, entitlement)
  expect(turns('c')).toEqual(['as-manager', 'first'])
  expect(turns('people-team')).toEqual(['as-manager', 'later'])
  expect(turns('engineers')).toEqual(['as-manager'])
})
