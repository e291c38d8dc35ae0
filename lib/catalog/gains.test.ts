import { expect, test } from 'vitest'
import { definitionOf } from '../testing/entitlements'
import { approvalPolicySchema } from './policy-schema'
import type { z } from 'zod'
import type { Gainer } from './gainers'
import { gainsOf } from './gains'
import type { EntitlementDefinition } from './schema'

type Policy = z.input<typeof approvalPolicySchema>
type Change = Partial<Omit<EntitlementDefinition, 'approval'>> & { approval?: Policy }

const ENGINEER: Gainer = { handle: 'alice', groups: ['engineers'], manages: false, as: null }
const OWNER: Gainer = { handle: 'carla', groups: ['finance-approvers'], manages: false, as: null }
const OUTSIDER: Gainer = { handle: 'frank', groups: ['administrators'], manages: false, as: null }

const POLICY: Policy = {
  stages: [
    { name: 'Data owner', required: 2, approvers: { groups: ['finance-approvers'] } },
    { name: 'Platform', approvers: { groups: ['platform-approvers'], people: ['dmitri'] } },
  ],
  rules: [
    {
      name: 'Night',
      when: 'start.hour >= 22',
      stages: [{ name: 'Night', approvers: { groups: ['on-call'] } }],
    },
    { name: 'Writes', when: 'scope.level == "read-write"', ticket: true, longestMinutes: 120 },
    { name: 'Fresh', when: 'true', freshSignIn: { requesterMinutes: 60, approverMinutes: 60 } },
    { name: 'Weekend', when: 'start.day == "sunday"', refuse: 'Not on Sundays.' },
    { name: 'Tagged', when: 'has(account.tags.open)', autoApprove: true },
  ],
  pending: { limitMinutes: 600, escalate: { afterMinutes: 300, to: { groups: ['chiefs'] } } },
  extension: { totalMinutes: 600 },
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['security', 'chiefs'] },
    review: { by: { groups: ['security'] }, withinMinutes: 600 },
  },
}

function entitlement({ approval = POLICY, ...change }: Change = {}): EntitlementDefinition {
  const policy = { policy: 'tested', ...approvalPolicySchema.parse(approval) }
  return { ...definitionOf('reports'), ...change, approval: policy }
}

/** The policy with one rule another (or, null, gone). */
function withRule(name: string, change: object | null): Policy {
  const rules = (POLICY.rules ?? []).flatMap((rule) =>
    rule.name !== name ? [rule] : change === null ? [] : [{ ...rule, ...change }],
  )
  return { ...POLICY, rules }
}

const gained = (gainer: Gainer, before: EntitlementDefinition | null, after: EntitlementDefinition | null) =>
  gainsOf([gainer], [{ before, after }]).map(({ sentence }) => sentence)

const stage = (change: object, index = 0): Policy => ({
  ...POLICY,
  stages: (POLICY.stages ?? []).map((one, at) => (at === index ? { ...one, ...change } : one)),
})
const { buckets } = definitionOf('reports').scope as Extract<EntitlementDefinition['scope'], { kind: 's3' }>
const scope = (change: object) =>
  ({ ...(definitionOf('reports').scope as object), ...change }) as EntitlementDefinition['scope']
const account = (change: object) => ({ ...definitionOf('reports').account, ...change })
const glass = (change: object): Policy => ({
  ...POLICY,
  ...(POLICY.breakGlass === undefined ? {} : { breakGlass: { ...POLICY.breakGlass, ...change } }),
})

const FOR_REQUESTERS: [string, Change, RegExp][] = [
  ['a longer duration', { maxDurationMinutes: 481 }, /for longer: 8 h 1 min instead of 8 h/],
  ['longer sessions', { roleMaxSessionMinutes: 721 }, /Each session/],
  ['another role', { role: 'daypass/Other' }, /another role, account or Region/],
  ['another account', { account: account({ accountId: '333333333333' }) }, /another role, account or Region/],
  ['another Region', { account: account({ region: 'eu-west-1' }) }, /another role, account or Region/],
  [
    'a bucket more',
    { scope: scope({ buckets: [...buckets, { bucket: 'more', prefixes: [''] }] }) },
    /wider scope/,
  ],
  [
    'a whole bucket instead of folders',
    { scope: scope({ buckets: [{ bucket: 'finance-reports', prefixes: [''] }] }) },
    /wider scope/,
  ],
  [
    'a folder beside',
    { scope: scope({ buckets: [{ bucket: 'finance-reports', prefixes: ['2025/', '2024/'] }] }) },
    /wider scope/,
  ],
  [
    'a key',
    { scope: scope({ buckets: buckets.map((one) => ({ ...one, kmsKey: 'arn:key' })) }) },
    /wider scope/,
  ],
  ['deleting', { scope: scope({ delete: true }) }, /wider scope/],
  ['the whole role', { scope: { kind: 'whole-role' } }, /wider scope/],
  [
    'another secret',
    {
      deliveries: { console: true, terminal: true, secret: { name: 'Other', readerRole: 'daypass/Reader' } },
    },
    /another secret/,
  ],
  [
    'another reader',
    { deliveries: { console: true, terminal: true, secret: { name: 'Reports', readerRole: 'Mine' } } },
    /another reader/,
  ],
  ['outliving', { canOutlive: true }, /outlive/],
  ['a longer extension', { approval: { ...POLICY, extension: { totalMinutes: 601 } } }, /extend it to more/],
  [
    'longer waiting',
    { approval: { ...POLICY, pending: { ...POLICY.pending, limitMinutes: 601 } } },
    /wait for longer/,
  ],
  ['fewer approvals', { approval: stage({ required: 1 }) }, /stages are others/],
  [
    'approvers more',
    { approval: stage({ approvers: { groups: ['finance-approvers', 'friends'] } }) },
    /stages are others/,
  ],
  [
    'a person more who approves',
    { approval: stage({ approvers: { groups: ['platform-approvers'], people: ['dmitri', 'eve'] } }, 1) },
    /stages are others/,
  ],
  [
    'the owner approving',
    { approval: stage({ approvers: { groups: ['platform-approvers'], owner: true } }, 1) },
    /stages are others/,
  ],
  [
    'the manager approving',
    { approval: stage({ approvers: { groups: ['finance-approvers'], manager: true } }) },
    /stages are others/,
  ],
  [
    'a stage less',
    { approval: { ...POLICY, stages: (POLICY.stages ?? []).slice(0, 1) } },
    /stages are others/,
  ],
  [
    'stages in another order',
    { approval: { ...POLICY, stages: [...(POLICY.stages ?? [])].reverse() } },
    /stages are others/,
  ],
  [
    'a new auto-approval',
    {
      approval: {
        ...POLICY,
        rules: [...(POLICY.rules ?? []), { name: 'Friends', when: 'true', autoApprove: true }],
      },
    },
    /“Friends”/,
  ],
  [
    'auto-approval by a rule that was there',
    { approval: withRule('Fresh', { autoApprove: true }) },
    /“Fresh”/,
  ],
  ['an auto-approval that holds for more', { approval: withRule('Tagged', { when: 'true' }) }, /“Tagged”/],
  ['a stage of a rule gone', { approval: withRule('Night', null) }, /“Night”/],
  [
    'easier stages of a rule',
    { approval: withRule('Night', { stages: [{ name: 'Night', approvers: { groups: ['engineers'] } }] }) },
    /“Night”/,
  ],
  ['a ticket not asked for', { approval: withRule('Writes', { ticket: undefined }) }, /“Writes”/],
  ['a longer limit of a rule', { approval: withRule('Writes', { longestMinutes: 121 }) }, /“Writes”/],
  [
    'an older sign-in',
    { approval: withRule('Fresh', { freshSignIn: { requesterMinutes: 61, approverMinutes: 60 } }) },
    /“Fresh”/,
  ],
  [
    'an older sign-in of the approver',
    { approval: withRule('Fresh', { freshSignIn: { requesterMinutes: 60 } }) },
    /“Fresh”/,
  ],
  ['a refusal gone', { approval: withRule('Weekend', null) }, /“Weekend”/],
  [
    'a refusal become a ticket',
    { approval: withRule('Weekend', { refuse: undefined, ticket: true }) },
    /“Weekend”/,
  ],
  ['another zone', { approval: { ...POLICY, zone: 'Pacific/Auckland' } }, /“Night”/],
  ['a tag that conditions read', { account: account({ tags: { open: 'yes' } }) }, /“Tagged”/],
  [
    'a sooner escalation',
    {
      approval: {
        ...POLICY,
        pending: { ...POLICY.pending, escalate: { afterMinutes: 10, to: { groups: ['chiefs'] } } },
      },
    },
    /after a while, or sooner/,
  ],
  [
    'escalation to others',
    {
      approval: {
        ...POLICY,
        pending: { ...POLICY.pending, escalate: { afterMinutes: 300, to: { groups: ['friends'] } } },
      },
    },
    /after a while, or sooner/,
  ],
  ['longer break-glass', { approval: glass({ longestMinutes: 61 }) }, /break glass for longer/],
  ['fewer who are told', { approval: glass({ tell: { groups: ['security'] } }) }, /Fewer would be told/],
  [
    'other reviewers',
    { approval: glass({ review: { by: { groups: ['friends'] }, withinMinutes: 600 } }) },
    /Others would review/,
  ],
  [
    'a later review',
    { approval: glass({ review: { by: { groups: ['security'] }, withinMinutes: 601 } }) },
    /reviewed later/,
  ],
]

test.each(FOR_REQUESTERS)(
  '%s is a gain for whoever may ask, and none for who may not',
  (_, change, sentence) => {
    expect(gained(ENGINEER, entitlement(), entitlement(change)).join('\n')).toMatch(sentence)
    expect(gained(OUTSIDER, entitlement(), entitlement(change))).toEqual([])
  },
)

test('a way to use it more, an extension and break-glass where there was none are gains', () => {
  const plain = entitlement({
    deliveries: { console: true, terminal: false },
    approval: { stages: POLICY.stages ?? [], rules: POLICY.rules ?? [] },
  })
  const sentences = gained(ENGINEER, plain, entitlement()).join('\n')
  expect(sentences).toMatch(/another way: terminal, secret/)
  expect(sentences).toMatch(/extend it to more: 10 h instead of not at all/)
  expect(sentences).toMatch(/break glass for longer: 1 h instead of not at all/)
})

test('a rule with a stage opens a way where a policy has no stage of its own', () => {
  const rule = (name: string) => ({
    name,
    when: 'true',
    stages: [{ name, approvers: { groups: ['friends'] } }],
  })
  const [before, after] = [{ rules: [rule('One')] }, { rules: [rule('One'), rule('Two')] }]
  expect(
    gained(ENGINEER, entitlement({ approval: before }), entitlement({ approval: after })).join(),
  ).toMatch(/“Two”/)
})

const STRICTER: [string, Change][] = [
  ['shorter', { maxDurationMinutes: 60, roleMaxSessionMinutes: 60 }],
  [
    'a smaller scope',
    { scope: scope({ buckets: [{ bucket: 'finance-reports', prefixes: ['2026/q1/'] }], levels: ['list'] }) },
  ],
  ['fewer ways to use it', { deliveries: { console: true, terminal: false } }],
  ['more approvals', { approval: stage({ required: 3 }) }],
  [
    'a stage more',
    {
      approval: {
        ...POLICY,
        stages: [...(POLICY.stages ?? []), { name: 'Third', approvers: { groups: ['chiefs'] } }],
      },
    },
  ],
  [
    'a rule more that asks',
    {
      approval: {
        ...POLICY,
        rules: [
          ...(POLICY.rules ?? []),
          { name: 'More', when: 'true', ticket: true as const, refuse: 'No.' },
        ],
      },
    },
  ],
  ['an auto-approval gone', { approval: withRule('Tagged', null) }],
  ['another name', { name: 'Other', description: 'Other.' }],
  ['fewer who may ask', { mayRequest: { groups: ['board'], people: [] } }],
]

test.each(STRICTER)('%s is a gain for nobody who is not named in it', (_, change) => {
  expect(gained(ENGINEER, entitlement(), entitlement(change))).toEqual([])
})

test('being able to ask at all is a gain: by a group, by a handle, of something new, of something that was withdrawn', () => {
  const nobody = entitlement({ mayRequest: { groups: ['board'], people: [] } })
  const byHandle = entitlement({ mayRequest: { groups: ['board'], people: ['alice'] } })
  expect(gained(ENGINEER, nobody, entitlement())).toEqual(['You could ask for it, and cannot now.'])
  expect(gained(ENGINEER, nobody, byHandle)).toEqual(['You could ask for it, and cannot now.'])
  expect(gained(ENGINEER, null, entitlement())).toEqual(['You could ask for it: it is not offered now.'])
  expect(gained(ENGINEER, entitlement(), nobody)).toEqual([])
  expect(gained(ENGINEER, entitlement(), null)).toEqual([])
})

const named = { groups: ['administrators'], people: [] }
const FOR_APPROVERS: [string, Change, RegExp][] = [
  [
    'a stage',
    { approval: stage({ approvers: { groups: ['finance-approvers', 'administrators'] } }) },
    /decide at the stage “Data owner”/,
  ],
  [
    'a stage, by handle',
    { approval: stage({ approvers: { people: ['frank'] } }) },
    /decide at the stage “Data owner”/,
  ],
  [
    'a stage, as owner',
    { owner: { group: 'administrators' }, approval: stage({ approvers: { owner: true } }) },
    /decide at the stage “Data owner”/,
  ],
  [
    'a rule’s stage',
    { approval: withRule('Night', { stages: [{ name: 'Late', approvers: named }] }) },
    /decide at the stage “Late”/,
  ],
  ['ownership', { owner: { group: 'administrators' } }, /owns it/],
  [
    'escalation',
    { approval: { ...POLICY, pending: { ...POLICY.pending, escalate: { afterMinutes: 300, to: named } } } },
    /others have not in time/,
  ],
  ['who is told', { approval: glass({ tell: named }) }, /told when somebody breaks glass/],
  [
    'reviewers',
    { approval: glass({ review: { by: named, withinMinutes: 600 } }) },
    /would review breaking glass/,
  ],
  [
    'overdue reviews',
    { approval: glass({ review: { by: { groups: ['security'] }, withinMinutes: 600, escalateTo: named } }) },
    /Overdue reviews/,
  ],
]

test.each(FOR_APPROVERS)('being named in %s is a gain, also of something new', (_, change, sentence) => {
  expect(gained(OUTSIDER, entitlement(), entitlement(change)).join('\n')).toMatch(sentence)
  expect(gained(OUTSIDER, null, entitlement(change)).join('\n')).toMatch(sentence)
  expect(gained(OUTSIDER, entitlement(change), entitlement(change))).toEqual([])
})

test('a stage of managers is a gain for who manages somebody', () => {
  const managers = entitlement({ approval: stage({ approvers: { manager: true } }) })
  expect(gained({ ...OUTSIDER, manages: true }, entitlement(), managers).join()).toMatch(
    /decide at the stage/,
  )
  expect(gained(OUTSIDER, entitlement(), managers)).toEqual([])
})

test.each<[string, Change]>([
  ['fewer approvals are needed beside them', { approval: stage({ required: 1 }) }],
  ['the other stage goes', { approval: { ...POLICY, stages: (POLICY.stages ?? []).slice(0, 1) } }],
  ['another rule asks for less', { approval: withRule('Night', null) }],
])('an approver gains when %s', (_, change) => {
  expect(gained(OWNER, entitlement(), entitlement(change)).join()).toMatch(/would weigh more/)
})

test('what stands in between accounts counts, and says through whom', () => {
  const standIn = { ...OWNER, as: 'carla, for whom you stand in' }
  const gains = gainsOf([OUTSIDER, standIn], [{ before: null, after: entitlement() }])
  expect(gains.map(({ sentence }) => sentence)).toContain(
    'As carla, for whom you stand in: You would decide at the stage “Data owner”.',
  )
  expect(new Set(gains.map(({ entitlementName }) => entitlementName))).toEqual(new Set(['Finance reports']))
})
