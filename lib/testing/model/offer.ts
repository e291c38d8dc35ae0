/** What a rule's condition reads, as the model sees it. */
export type Facts = {
  kind: string
  minutes: number
  level: string
  prefix: string
  scheduled: boolean
  extensionsBefore: number
}

type Who = { groups?: string[]; owner?: true; manager?: true }
export type OfferedStage = { name: string; required?: number; approvers: Who }
type Rule = {
  name: string
  /** The condition as the catalogue has it, and as the model has it: neither is made from the other. */
  when: string
  holds: (facts: Facts) => boolean
  autoApprove?: true
  stages?: OfferedStage[]
  ticket?: true
  longestMinutes?: number
  refuse?: string
}

/** One version of an entitlement of the model. */
export type Offered = {
  mayRequest: string[]
  maxDurationMinutes: number
  stages: OfferedStage[]
  rules: Rule[]
  pending?: object
  escalateTo?: string[]
  extension?: { totalMinutes: number }
  breakGlass?: { longestMinutes: number; reviewers: string[]; escalateTo: string[] }
}

/** The group that owns every entitlement. */
export const OWNER = 'finance'

const owner = { name: 'Owner', approvers: { owner: true } } as const satisfies OfferedStage
const platform = { name: 'Platform', approvers: { groups: ['platform'] } } satisfies OfferedStage

const BASE = {
  /** One stage; may be made longer; others may decide when it waits. */
  one: {
    mayRequest: ['engineers'],
    maxDurationMinutes: 480,
    stages: [owner],
    rules: [],
    pending: { limitMinutes: 120, remindAfterMinutes: 20 },
    escalateTo: ['duty'],
    extension: { totalMinutes: 600 },
  },
  /** Two teams, one after the other. */
  two: { mayRequest: ['engineers'], maxDurationMinutes: 480, stages: [owner, platform], rules: [] },
  /** Two of the owners, then the requester's manager. */
  several: {
    mayRequest: ['engineers', 'finance'],
    maxDurationMinutes: 240,
    stages: [
      { name: 'Two owners', required: 2, approvers: { groups: ['finance'] } },
      { name: 'Manager', approvers: { manager: true } },
    ],
    rules: [],
    escalateTo: ['duty', 'platform'],
  },
  /** Everything that rules can do. */
  ruled: {
    mayRequest: ['engineers'],
    maxDurationMinutes: 480,
    stages: [owner],
    rules: [
      {
        name: 'Long needs security',
        when: 'duration.minutes > 120 && request.kind != "extension"',
        holds: ({ minutes, kind }) => minutes > 120 && kind !== 'extension',
        stages: [{ name: 'Security', approvers: { groups: ['platform'] } }],
      },
      {
        name: 'Lists are free',
        when: 'scope.level == "list"',
        holds: ({ level }) => level === 'list',
        autoApprove: true,
      },
      {
        name: 'A first short extension is free',
        when: 'request.kind == "extension" && request.extensionsBefore == 0 && duration.minutes <= 60',
        holds: ({ kind, extensionsBefore, minutes }) =>
          kind === 'extension' && extensionsBefore === 0 && minutes <= 60,
        autoApprove: true,
      },
      {
        name: 'Writing is short and has a ticket',
        when: 'scope.level == "read-write"',
        holds: ({ level }) => level === 'read-write',
        ticket: true,
        longestMinutes: 240,
      },
      {
        name: 'Closed',
        when: 'scope.prefix.startsWith("closed/")',
        holds: ({ prefix }) => prefix.startsWith('closed/'),
        refuse: 'This folder is closed.',
      },
    ],
    extension: { totalMinutes: 360 },
  },
  /** The glass can be broken. */
  glass: {
    mayRequest: ['engineers', 'finance'],
    maxDurationMinutes: 240,
    stages: [platform, owner],
    rules: [],
    extension: { totalMinutes: 300 },
    breakGlass: { longestMinutes: 60, reviewers: ['reviewers', 'engineers'], escalateTo: ['duty'] },
  },
} as const satisfies Record<string, Offered>

export type OfferedId = keyof typeof BASE
export const OFFERED = Object.keys(BASE) as OfferedId[]

/** How an entitlement's current version can differ from what it was at first. */
export const VARIANTS = ['base', 'tighter', 'looser', 'others', 'again'] as const
export type Variant = (typeof VARIANTS)[number]

const CHANGES: Record<Variant, (offered: Offered) => Offered> = {
  base: (offered) => offered,
  tighter: (offered) => ({
    ...offered,
    maxDurationMinutes: 120,
    mayRequest: ['engineers'],
    stages: [...offered.stages, { name: 'Also', approvers: { groups: ['leads', 'platform'] } }],
  }),
  looser: ({ stages, ...offered }) => ({
    ...offered,
    stages: stages.slice(0, 1).map((one) => ({ ...one, required: 1 })),
  }),
  again: (offered) => ({ ...offered, stages: [...offered.stages, ...offered.stages.slice(-1)] }),
  others: (offered) => ({
    ...offered,
    mayRequest: ['finance', 'engineers'],
    stages: offered.stages.map((stage) => ({ ...stage, approvers: { groups: ['platform', 'leads'] } })),
  }),
}

/** A version of an entitlement, as the model reads it. */
export function offeredOf(id: OfferedId, variant: Variant): Offered {
  return CHANGES[variant](BASE[id])
}
