import { describe, expect, test } from 'vitest'
import { createAws } from '../clouds/aws/index'
import { asked, definitionOf, pinnedOf } from '../testing/entitlements'
import { evaluate } from './evaluate'
import type { Question } from './evaluate'
import { approvalPolicySchema } from './policy-schema'
import type { EntitlementDefinition } from './schema'

const aws = createAws({ chained: false })
const reports = definitionOf('reports')
const scope = {
  kind: 's3',
  bucket: 'finance-reports',
  prefix: '2026/',
  level: 'read',
  delete: false,
} as const

function withPolicy(policy: object): EntitlementDefinition {
  const parsed = approvalPolicySchema.parse(policy)
  return { ...reports, approval: { policy: 'p', ...parsed } }
}

const owner = { name: 'Owner', approvers: { owner: true } }
const security = { name: 'Security', approvers: { groups: ['security'] } }

function judge(policy: object, told: Partial<Question> = {}, now: object = policy) {
  const wish = { scope, durationMinutes: 60, deliveries: ['console'] as const }
  return evaluate(pinnedOf(withPolicy(policy), withPolicy(now)), asked(wish, told), aws)
}
const namesOf = ({ stages }: { stages: readonly { name: string }[] }) => stages.map(({ name }) => name)

describe('all rules whose conditions hold apply', () => {
  const rule = (name: string, when: string, effect: object) => ({ name, when, ...effect })

  test('their stages add up after the policy’s own, in order', () => {
    const policy = {
      stages: [owner],
      rules: [
        rule('a', 'duration.minutes >= 60', { stages: [security] }),
        rule('never', 'false', { stages: [{ name: 'Nobody', approvers: { groups: ['nobody'] } }] }),
        rule('b', 'scope.level == "read"', { stages: [{ name: 'Board', approvers: { people: ['zoe'] } }] }),
      ],
    }
    const evaluation = judge(policy)
    expect(namesOf(evaluation)).toEqual(['Owner', 'Security', 'Board'])
    expect(evaluation.spoke.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(evaluation.spoke[0]?.effects).toEqual(['adds the stage “Security” (1 of security)'])
  })

  test('limits take the minimum, and the reason names the rule', () => {
    const evaluation = judge(
      {
        stages: [owner],
        rules: [
          rule('short', 'true', { longestMinutes: 45 }),
          rule('shorter', 'true', { longestMinutes: 30 }),
        ],
      },
      { durationMinutes: 31 },
    )
    expect(evaluation.longestMinutes).toBe(30)
    expect(evaluation.longestReasons).toEqual(['The rule “shorter” allows at most 30 min.'])
    expect(evaluation.problems).toMatchObject([{ field: 'durationMinutes' }])
  })

  test('a refusal wins over an approval at once', () => {
    const evaluation = judge({
      stages: [owner],
      rules: [rule('yes', 'true', { autoApprove: true }), rule('no', 'true', { refuse: 'Not on Mondays.' })],
    })
    expect(evaluation.problems).toEqual([{ field: 'entitlementId', sentence: 'Not on Mondays.' }])
  })

  test('an approval at once holds for the policy’s own stages, and not where a rule adds one', () => {
    const yes = rule('yes', 'true', { autoApprove: true })
    expect(judge({ stages: [owner], rules: [yes] })).toMatchObject({ autoApproved: true, stages: [] })
    const both = judge({ stages: [owner], rules: [yes, rule('more', 'true', { stages: [security] })] })
    expect(both.autoApproved).toBe(false)
    expect(namesOf(both)).toEqual(['Owner', 'Security'])
  })

  test('a ticket and a fresh sign-in are asked for, the strictest of all', () => {
    const policy = {
      stages: [owner],
      rules: [
        rule('ticket', 'true', { ticket: true }),
        rule('fresh', 'true', { freshSignIn: { requesterMinutes: 30, approverMinutes: 10 } }),
        rule('fresher', 'true', { freshSignIn: { requesterMinutes: 4 } }),
      ],
    }
    const unmet = judge(policy)
    expect(unmet.problems.map(({ field }) => field)).toEqual(['ticket', 'freshSignIn'])
    expect(unmet).toMatchObject({ ticket: true, requesterMinutes: 4, approverMinutes: 10 })
    const requester = { handle: 'alice', groups: [], managerHandle: null, signedInMinutesAgo: 3 }
    expect(judge(policy, { ticket: 'FIN-1', requester }).problems).toEqual([])
  })

  test('where none holds and there is no stage, it is refused (invariant 10)', () => {
    const policy = { rules: [rule('nights', 'start.hour < 6', { autoApprove: true })] }
    expect(judge(policy).problems).toEqual([
      { field: 'entitlementId', sentence: expect.stringContaining('names nobody') as string },
    ])
  })

  test('a condition that cannot be evaluated refuses, whatever the others say (invariant 10)', () => {
    const evaluation = judge({
      stages: [owner],
      rules: [
        rule('tags', 'account.tags["stage"] == "production"', { longestMinutes: 30 }),
        rule('yes', 'true', { autoApprove: true }),
      ],
    })
    expect(evaluation.failures).toEqual([expect.stringContaining('“tags”')])
    expect(evaluation.problems).toMatchObject([{ field: 'entitlementId' }])
  })
})

describe('two versions: the stricter wins', () => {
  const yes = { stages: [owner], rules: [{ name: 'yes', when: 'true', autoApprove: true }] }
  const no = { stages: [owner] }

  test('both have to approve at once', () => {
    for (const [before, now] of [
      [yes, no],
      [no, yes],
    ] as const)
      expect(judge(before, {}, now)).toMatchObject({ autoApproved: false, stages: [{ name: 'Owner' }] })
  })

  test('limits, tickets, refusals and mistakes of either hold', () => {
    const strict = {
      stages: [owner],
      rules: [
        { name: 'short', when: 'true', longestMinutes: 20, ticket: true, refuse: 'No.' },
        { name: 'broken', when: 'account.tags.x == "y"', ticket: true },
      ],
    }
    for (const [before, now] of [
      [no, strict],
      [strict, no],
    ] as const) {
      const evaluation = judge(before, {}, now)
      expect(evaluation.problems.map(({ field }) => field)).toEqual([
        'durationMinutes',
        'ticket',
        'entitlementId',
        'entitlementId',
      ])
    }
  })

  test('break-glass and extensions have to be offered by both', () => {
    const glass = {
      stages: [owner],
      extension: { totalMinutes: 120 },
      breakGlass: {
        longestMinutes: 30,
        tell: { groups: ['security'] },
        review: { by: { groups: ['security'] }, withinMinutes: 60 },
      },
    }
    const extending = {
      grantId: 'g',
      endsAt: new Date('2026-11-23T13:00:00Z'),
      over: false,
      brokeGlass: false,
      narrowed: false,
      minutesSoFar: 60,
      extensionsBefore: 0,
    }
    const ask = (before: object, now: object) => [
      judge(before, { kind: 'break-glass', durationMinutes: 30 }, now).problems.map(({ field }) => field),
      judge(before, { kind: 'extension', extending }, now).problems.map(({ field }) => field),
    ]
    expect(ask(glass, glass)).toEqual([[], []])
    expect(ask(glass, no)).toEqual([['kind'], ['kind']])
    expect(ask(no, glass)).toEqual([['kind'], ['kind']])
    expect(judge(glass, { kind: 'break-glass', durationMinutes: 31 }).problems).toMatchObject([
      { field: 'durationMinutes', sentence: expect.stringContaining('Break-glass') as string },
    ])
    expect(judge(glass, { kind: 'extension', extending, durationMinutes: 61 }).problems).toMatchObject([
      { field: 'durationMinutes', sentence: expect.stringContaining('all extensions') as string },
    ])
  })
})

describe('who decides', () => {
  test('the owner is the owning group, the manager the requester’s own', () => {
    const stage = { name: 'Both', approvers: { groups: ['x'], owner: true, manager: true } }
    const requester = { handle: 'alice', groups: [], managerHandle: 'mona', signedInMinutesAgo: 0 }
    expect(judge({ stages: [stage] }, { requester }).stages).toEqual([
      { name: 'Both', required: 1, rules: [{ groups: ['x', 'finance-approvers'], people: ['mona'] }] },
    ])
    expect(judge({ stages: [{ name: 'M', approvers: { manager: true } }] }).stages).toEqual([
      { name: 'M', required: 1, rules: [{ groups: [], people: [] }] },
    ])
  })
})

describe('a scheduled start', () => {
  const at = (text: string) => new Date(text)
  test.each([
    ['within 30 days', at('2026-12-23T11:59:00Z'), []],
    ['later', at('2026-12-23T12:00:01Z'), ['startsAt']],
    ['past', at('2026-11-23T11:58:00Z'), ['startsAt']],
  ])('%s', (_, startsAt, fields) => {
    expect(judge({ stages: [owner] }, { startsAt }).problems.map(({ field }) => field)).toEqual(fields)
  })

  test('is what conditions read day and hour of, in the policy’s zone', () => {
    const policy = {
      zone: 'Europe/Berlin',
      stages: [owner],
      rules: [{ name: 'night', when: 'start.hour >= 22', stages: [security] }],
    }
    expect(namesOf(judge(policy))).toEqual(['Owner'])
    expect(namesOf(judge(policy, { startsAt: at('2026-11-23T21:30:00Z') }))).toEqual(['Owner', 'Security'])
  })
})

describe('what a requester can say does not make it so', () => {
  test('a start that is now is not scheduled', () => {
    const policy = {
      stages: [owner],
      rules: [{ name: 'planned', when: 'start.scheduled', autoApprove: true }],
    }
    const now = new Date('2026-11-23T12:00:00Z')
    expect(judge(policy, { startsAt: now }).autoApproved).toBe(false)
    expect(judge(policy, { startsAt: new Date(now.getTime() + 1000) }).autoApproved).toBe(true)
  })
})

test('two rules of one name are refused when the policy is read: pages and the log name rules', () => {
  const rules = ['true', 'false'].map((when) => ({ name: 'same', when, ticket: true }))
  const { error } = approvalPolicySchema.safeParse({ stages: [owner], rules })
  expect(error?.issues.map(({ message }) => message)).toEqual([
    expect.stringContaining('Two rules have one name'),
  ])
})
