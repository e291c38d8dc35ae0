import { expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { catalogFiles } from '../testing/catalog'
import { testPolicies } from './test-policies'

const aws = createAws({ chained: true })
const POLICY = `
approvalPolicies:
  office:
    zone: Europe/Berlin
    stages: [{ name: Owner, approvers: { owner: true } }]
    rules:
      - name: At night
        when: start.hour >= 22 || start.hour < 6
        ticket: true
        stages: [{ name: Manager, approvers: { manager: true } }]
      - { name: Long, when: duration.minutes > 240, refuse: 'Four hours are enough.' }
      - { name: Fresh, when: 'scope.level == "read-write"', freshSignIn: { requesterMinutes: 15 }, longestMinutes: 120 }
    breakGlass: { longestMinutes: 60, tell: { groups: [security] }, review: { by: { groups: [security] }, withinMinutes: 600 } }
    extension: { totalMinutes: 300 }
  quick:
    rules: [{ name: On call, when: '"on-call" in requester.groups', autoApprove: true }]
`
const texts = [
  ...catalogFiles({
    reports: { approval: 'office' },
    lake: { approval: 'quick', mayRequest: { groups: ['engineers', 'on-call'] } },
  }),
  { name: 'policy.yaml', text: POLICY },
]

const failures = (cases: string) =>
  testPolicies(texts, [{ name: 'a.cases.yaml', text: cases }], aws).map(({ name, line, differences }) => [
    `${name}:${line}`,
    ...differences.map(({ what, expected, actual }) => `${what}: ${expected} / ${actual}`),
  ])

const one = (entitlement: string, rest: string) =>
  `cases:\n  - name: case\n    entitlement: ${entitlement}\n${rest}`
const DAY = `    at: '2026-11-24T10:00:00+01:00'\n`
const NIGHT = `    at: '2026-11-24T23:00:00+01:00'\n`
const ALICE = '    requester: { handle: alice, groups: [engineers], manager: carla }\n'

test.each<[string, string]>([
  [
    'by day the owner decides',
    one(
      'reports',
      `${ALICE}${DAY}    expect: { outcome: needs-approval, stages: [Owner], required: 1, who: [finance-approvers], rules: [], ticket: false }`,
    ),
  ],
  [
    'by night the manager too, with a ticket',
    one(
      'reports',
      `${ALICE}${NIGHT}    request: { ticket: OPS-1 }\n    expect: { outcome: needs-approval, stages: [Owner, Manager], required: 2, who: [carla, finance-approvers], rules: [At night], ticket: true }`,
    ),
  ],
  [
    'by night without a ticket it is refused',
    one('reports', `${ALICE}${NIGHT}    expect: { outcome: refused, refusedBecause: asks for a ticket }`),
  ],
  [
    'a scheduled start counts, not the moment of asking',
    one(
      'reports',
      `${ALICE}${DAY}    request: { start: '2026-11-24T23:30:00+01:00', ticket: OPS-1 }\n    expect: { outcome: needs-approval, rules: [At night] }`,
    ),
  ],
  [
    'a rule refuses with its sentence',
    one(
      'reports',
      `${ALICE}${DAY}    request: { minutes: 300 }\n    expect: { outcome: refused, refusedBecause: Four hours are enough, rules: [Long] }`,
    ),
  ],
  [
    'a sign-in too old',
    one(
      'reports',
      `    requester: { groups: [engineers], signedInMinutesAgo: 16 }\n${DAY}    request: { scope: { kind: s3, bucket: finance-ledger, prefix: '', level: read-write, delete: false } }\n    expect: { outcome: refused, freshSignIn: { requesterMinutes: 15 }, longestMinutes: 120 }`,
    ),
  ],
  [
    'who may not ask',
    one(
      'reports',
      `    requester: { groups: [nobody] }\n${DAY}    expect: { outcome: refused, refusedBecause: may not ask }`,
    ),
  ],
  [
    'approved at once',
    one(
      'lake',
      `    requester: { groups: [on-call] }\n${DAY}    expect: { outcome: auto-approved, stages: [], rules: [On call] }`,
    ),
  ],
  ['nobody who could approve', one('lake', `${ALICE}${DAY}    expect: { outcome: refused }`)],
  [
    'break-glass',
    one(
      'reports',
      `${ALICE}${DAY}    request: { kind: break-glass }\n    expect: { outcome: break-glass, longestMinutes: 60 }`,
    ),
  ],
  [
    'an extension',
    one(
      'reports',
      `${ALICE}${DAY}    request: { kind: extension, minutes: 60, extending: { minutesSoFar: 120 } }\n    expect: { outcome: needs-approval, longestMinutes: 180 }`,
    ),
  ],
])('%s', (_, cases) => {
  expect(failures(cases)).toEqual([['case:2']])
})

test('a case that does not come as expected says what came instead, each thing beside what was expected', () => {
  const cases = one(
    'reports',
    `${ALICE}${DAY}    expect: { outcome: auto-approved, stages: [Nobody], required: 3, who: [x], rules: [y], ticket: true, longestMinutes: 1, refusedBecause: z }`,
  )
  expect(failures(cases)).toEqual([
    [
      'case:2',
      'outcome: auto-approved / needs-approval',
      'refusedBecause: z / not refused',
      'stages: ["Nobody"] / ["Owner"]',
      'required: 3 / 1',
      'who: ["x"] / ["finance-approvers"]',
      'longestMinutes: 1 / 480',
      'rules: ["y"] / []',
      'ticket: true / false',
    ],
  ])
})

test('mistakes in the cases are named by file and line, all at once', () => {
  const cases = `${one('nowhere', `${ALICE}${DAY}    expect: { outcome: refused }`)}\n`
  expect(() => failures(cases)).toThrow(/a\.cases\.yaml:3 there is no entitlement "nowhere"/)
  const wrong = one(
    'reports',
    `    requester: { gruppen: [engineers] }\n    at: today\n    expect: { outcome: fine }`,
  )
  expect(() => failures(wrong)).toThrow(/:4 .*gruppen.*\n.*:5 .*at: Write a time.*\n.*:6 .*outcome/s)
})
