import { expect, test } from 'vitest'
import { definitionOf, pinnedOf } from '../testing/entitlements'
import { approvalInWords, offerInWords, ruleInWords, summaryOf } from './words'

test.each([
  [
    definitionOf('reports'),
    'finance-reports (2025/, 2026/), finance-ledger: list, read, read-write',
    '1 of finance-approvers',
  ],
  [definitionOf('payroll'), 'payroll: read', '1 of finance-approvers, then 1 of platform-approvers'],
  [definitionOf('operator'), 'whole role', '1 of finance-approvers'],
])('what is offered, and who decides, is said shortly: case %#', (definition, offer, approval) => {
  expect(offerInWords(definition.scope)).toBe(offer)
  expect(approvalInWords(definition.approval)).toBe(approval)
  expect(summaryOf(pinnedOf(definition).pinned)).toMatchObject({
    id: definition.id,
    offerInWords: offer,
    approvalInWords: approval,
  })
})

test('deleting is named where it is offered', () => {
  const scope = definitionOf('reports').scope
  expect(offerInWords({ ...scope, delete: true } as typeof scope)).toContain('read-write + delete')
})

test('groups and people are both named', () => {
  expect(ruleInWords({ groups: ['a', 'b'], people: ['carla'] })).toBe('a or b or carla')
})
