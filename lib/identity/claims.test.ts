import { describe, expect, test } from 'vitest'
import { readClaims } from './claims'
import type { SignInRules } from './rules'

const rules = { handleClaim: 'preferred_username', groupsClaim: 'groups' } as SignInRules
const whole = {
  iss: 'https://idp.example',
  sub: '248289761001',
  auth_time: 1_700_000_000,
  preferred_username: 'alice',
  name: 'Alice Moreau',
  email: 'alice@example.com',
  groups: ['b', 'a', 'b'],
}

test('what the provider vouches for is read into a person, groups once each', () => {
  expect(readClaims(rules, whole)).toEqual({
    issuer: 'https://idp.example',
    subject: '248289761001',
    handle: 'alice',
    name: 'Alice Moreau',
    email: 'alice@example.com',
    groups: ['a', 'b'],
    managerHandle: null,
    authenticatedAt: new Date(1_700_000_000_000),
  })
})

test('a name and an address may be missing, and groups may be none or one', () => {
  const { name, email, groups, ...rest } = whole
  expect([name, email, groups]).toHaveLength(3)
  expect(readClaims(rules, rest)).toMatchObject({ name: 'alice', email: null, groups: [] })
  expect(readClaims(rules, { ...whole, groups: 'only' }).groups).toEqual(['only'])
})

test.each([
  ['iss', undefined],
  ['sub', ''],
  ['auth_time', undefined],
  ['preferred_username', undefined],
  ['preferred_username', '   '],
  ['preferred_username', 'a\u0000b'],
  ['preferred_username', 'a\nb'],
  ['preferred_username', 'ecila\u202e'],
  ['preferred_username', 7],
  ['groups', [7]],
  ['groups', ['a\u0000']],
])('with %s = %o nobody signs in, and the refusal does not repeat the value', (claim, value) => {
  expect(() => readClaims(rules, { ...whole, [claim]: value })).toThrow(
    expect.objectContaining({ code: 'ERR_SIGN_IN_REFUSED' }),
  )
})

describe('a person’s manager', () => {
  const managed = { ...rules, managerClaim: 'boss' }

  test('is the handle in the configured claim', () => {
    expect(readClaims(managed, { ...whole, boss: ' carla ' }).managerHandle).toBe('carla')
  })

  test.each([undefined, null, '', '  '])('is nobody where the claim holds %o', (boss) => {
    expect(readClaims(managed, { ...whole, boss }).managerHandle).toBeNull()
  })

  test('is nobody where no claim is configured', () => {
    expect(readClaims(rules, { ...whole, undefined: 'carla', boss: 'carla' }).managerHandle).toBeNull()
  })

  test.each([7, ['carla'], 'car\u0000la', 'carla\nben', 'alrac\u202e', 'c'.repeat(201)])(
    'is a handle or nobody signs in: not %o',
    (boss) => {
      expect(() => readClaims(managed, { ...whole, boss })).toThrow(
        expect.objectContaining({
          code: 'ERR_SIGN_IN_REFUSED',
          message: expect.stringContaining('(boss)') as string,
        }),
      )
    },
  )
})

test('a name is one line, and its blanks are one space each', () => {
  expect(readClaims(rules, { ...whole, name: 'Alice\nScope: all\u2028of \u00a0it' }).name).toBe(
    'Alice Scope: all of it',
  )
  expect(readClaims(rules, { ...whole, name: ' \n\u200b ' }).name).toBe('alice')
})

test('signs that turn or hide their neighbours are taken out of a name', () => {
  expect(readClaims(rules, { ...whole, name: 'Ali\u200bce \u202eorrM' }).name).toBe('Alice orrM')
})
