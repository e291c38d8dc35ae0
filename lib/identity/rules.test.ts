import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rolesOf } from './rules'
import type { SignInRules } from './rules'

const rules = {
  roleGroups: { requester: ['engineers', 'everybody'], auditor: ['auditors'], administrator: [] },
} as unknown as SignInRules

test.each([
  [[], []],
  [['engineers'], ['requester']],
  [
    ['auditors', 'everybody'],
    ['requester', 'auditor'],
  ],
  [['Engineers', 'engineer', ''], []],
  [['administrator', 'requester'], []],
])('the groups %j give the roles %j', (groups, roles) => expect(rolesOf(groups, rules)).toEqual(roles))

test('a role that no group is mapped to is nobody’s', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (groups) => {
      expect(rolesOf(groups, rules)).not.toContain('administrator')
    }),
  )
})
