import { expect, test } from 'vitest'
import { definitionOf } from '../testing/entitlements'
import { factsOfDefinition, fieldChanges } from './definition-words'
import { approvalPolicySchema } from './policy-schema'
import type { EntitlementDefinition } from './schema'

const approval = approvalPolicySchema.parse({
  zone: 'Europe/Berlin',
  stages: [
    { name: 'Owner', required: 2, approvers: { groups: ['a'], people: ['p'], owner: true } },
    { name: 'Manager', approvers: { manager: true } },
  ],
  rules: [
    { name: 'One', when: 'start.hour > 8', stages: [{ name: 'Third', approvers: { groups: ['b'] } }] },
    {
      name: 'Two',
      when: 'true',
      ticket: true,
      longestMinutes: 90,
      freshSignIn: { requesterMinutes: 10, approverMinutes: 20 },
      autoApprove: true,
      refuse: 'Never.',
    },
  ],
  pending: {
    limitMinutes: 600,
    remindAfterMinutes: 60,
    escalate: { afterMinutes: 120, to: { groups: ['c'] } },
  },
  extension: { totalMinutes: 960 },
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['d'] },
    review: { by: { people: ['e'] }, withinMinutes: 600, escalateTo: { groups: ['f'] } },
  },
})
const full: EntitlementDefinition = {
  ...definitionOf('reports'),
  account: { ...definitionOf('lake').account, secretWriterRole: 'daypass/W', tags: { stage: 'production' } },
  scope: {
    kind: 's3',
    buckets: [
      { bucket: 'one', prefixes: ['a/', 'b/'], kmsKey: 'arn:one' },
      { bucket: 'one', prefixes: ['c/'] },
    ],
    levels: ['read', 'read-write'],
    delete: true,
  },
  approval: { policy: 'full', ...approval },
}

test('a definition is told whole, in words', () => {
  expect(factsOfDefinition(full).map(({ label, text }) => `${label}: ${text}`)).toMatchInlineSnapshot(`
    [
      "Name: Finance reports",
      "Description: Reports by quarter.",
      "Account: Lake (lake): aws 222222222222, eu-west-1",
      "External id: daypass-lake",
      "Role that writes secrets: daypass/W",
      "Account’s tag “stage”: production",
      "Role: daypass/Reports",
      "Longest session of the role: 12 h",
      "Owner: finance-approvers",
      "Who may ask: engineers",
      "Bucket one: a/, b/; key arn:one",
      "Bucket one: c/",
      "Levels: read, read-write + delete",
      "Longest duration: 8 h",
      "May outlive its grant: no",
      "Deliveries: console, terminal, secret",
      "Secret: Reports, read by daypass/Reader",
      "Approval policy: full",
      "Stage 1: “Owner”: 2 of a or p or the owner",
      "Stage 2: “Manager”: 1 of the requester’s manager",
      "Rule “One”: when start.hour > 8: add “Third”: 1 of b",
      "Rule “Two”: when true: refuse: “Never.”; approve at once; ask for a ticket; requester signed in within 10 min; approvers signed in within 20 min; at most 1 h 30 min",
      "Order of rules: One, Two",
      "Time zone of conditions: Europe/Berlin",
      "A request may wait: 10 h",
      "Approvers are reminded: after 1 h",
      "Others decide too: after 2 h: c",
      "Can be extended: to 16 h in all",
      "Break-glass: up to 1 h",
      "Told of break-glass: d",
      "Review of break-glass: by e within 10 h",
      "Overdue reviews go to: f",
    ]
  `)
})

/** Every value within a value, by its path. */
function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

function changedAt(path: readonly string[]): EntitlementDefinition {
  const copy = structuredClone(full)
  let parent = copy as unknown as Record<string, unknown>
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>
  const key = path.at(-1) ?? ''
  const value = parent[key]
  if (typeof value === 'number') parent[key] = value + 1
  else if (typeof value === 'boolean') parent[key] = !value
  else parent[key] = `${String(value)}x`
  return copy
}

const SHOWN_BY_ANOTHER = new Set(['id', 'scope.kind'])
const paths = leaves(full).filter((path) => !SHOWN_BY_ANOTHER.has(path.join('.')))

test.each(paths.map((path) => [path.join('.'), path] as const))('a change of %s is shown', (name, path) => {
  // What is either there or not has no other value.
  const flag = /\.(owner|manager|ticket|autoApprove)$/.test(name)
  const after = flag ? without(path) : changedAt(path)
  expect(fieldChanges(full, after)).not.toEqual([])
  expect(fieldChanges(full, structuredClone(full))).toEqual([])
})

function without(path: readonly string[]): EntitlementDefinition {
  const copy = structuredClone(full)
  let parent = copy as unknown as Record<string, unknown>
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>
  parent[path.at(-1) ?? ''] = undefined
  return copy
}

test('rules and stages in another order are another policy', () => {
  const turned = { ...full, approval: { ...full.approval, rules: [...full.approval.rules].reverse() } }
  expect(fieldChanges(full, turned)).toEqual([
    { label: 'Order of rules', before: 'One, Two', after: 'Two, One' },
  ])
})

test('what only one of two definitions has stands beside nothing', () => {
  expect(fieldChanges(null, full).every(({ before }) => before === null)).toBe(true)
  const shorter = { ...full.approval, extension: undefined }
  expect(fieldChanges(full, { ...full, approval: shorter })).toEqual([
    { label: 'Can be extended', before: 'to 16 h in all', after: null },
  ])
})
