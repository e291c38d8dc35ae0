import { expect, test } from 'vitest'
import { definitionOf, pinnedOf } from '../testing/entitlements'
import { approvalPolicySchema } from './policy-schema'
import { approvalInWords, formOf, offerInWords, policyInWords, ruleInWords, summaryOf } from './words'

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

const policy = approvalPolicySchema.parse({
  zone: 'Europe/Berlin',
  stages: [{ name: 'Owner', required: 2, approvers: { owner: true, manager: true, people: ['carla'] } }],
  rules: [
    { name: 'Small', when: 'duration.minutes <= 60', autoApprove: true },
    {
      name: 'Night',
      when: 'start.hour < 7',
      ticket: true,
      longestMinutes: 120,
      freshSignIn: { approverMinutes: 15 },
    },
    {
      name: 'Contractors',
      when: '"contractors" in requester.groups',
      stages: [
        { name: 'Security', approvers: { groups: ['security'] } },
        { name: 'Board', required: 2, approvers: { groups: ['board'] } },
      ],
    },
    { name: 'Freeze', when: 'start.month == 12', refuse: 'Nothing is changed in December.' },
  ],
  pending: {
    limitMinutes: 480,
    remindAfterMinutes: 60,
    escalate: { afterMinutes: 240, to: { groups: ['b'] } },
  },
  extension: { totalMinutes: 720 },
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['a', 'b'] },
    review: { by: { groups: ['a', 'b'] }, withinMinutes: 240, escalateTo: { people: ['frank'] } },
  },
})

test('everything that an approval policy says is said in words, a sentence each', () => {
  expect(policyInWords(policy)).toEqual([
    'Stage 1, “Owner”: 2 of carla or the owner’s group or the requester’s manager.',
    'Rule “Small” approves at once when duration.minutes <= 60',
    'Rule “Night” asks for a ticket, asks approvers to have signed in within 15 min and allows at most 2 h when start.hour < 7',
    'Rule “Contractors” adds the stage “Security” (1 of security) and the stage “Board” (2 of board) when "contractors" in requester.groups',
    'Rule “Freeze” refuses: “Nothing is changed in December.” when start.month == 12',
    'Rules read day and hour in the zone Europe/Berlin. All that apply count together.',
    'A request may wait 8 h; then it lapses.',
    'Approvers are reminded after 1 h.',
    'After 4 h also b may decide.',
    'A running grant can be extended, to 12 h in all.',
    'Break-glass gives access at once for up to 1 h: a and b are told, and a or b review it within 4 h; when that is overdue, also frank.',
  ])
})

test('a form knows whether the glass may be broken, and who hears of it', () => {
  const definition = definitionOf('reports')
  const form = (approval: typeof policy) =>
    formOf(pinnedOf({ ...definition, approval: { ...approval, policy: 'p' } }).pinned)
  const { breakGlass, ...without } = policy
  expect(breakGlass).toBeDefined()
  expect(form(policy).breakGlass).toEqual({
    longestMinutes: 60,
    tellInWords: 'a and b',
    reviewersInWords: 'a or b',
    reviewMinutes: 240,
  })
  expect(form(without).breakGlass).toBe(null)
})
