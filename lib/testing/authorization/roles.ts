/** What somebody is to alice's requests and grants: a column of the table each, by its two letters. */
export const ROLES = {
  rq: { who: 'the requester', handle: 'alice', groups: ['engineers'], managerHandle: 'mona' },
  ot: { who: 'another requester', handle: 'bob', groups: ['engineers'], managerHandle: 'mona' },
  '2a': {
    who: 'a second account with the requester’s address, who is an approver besides',
    handle: 'alicia',
    email: 'Alice@example.com',
    managerHandle: 'mona',
    groups: ['engineers', 'finance-approvers'],
  },
  ap: { who: 'an approver of the first stage', handle: 'carla', groups: ['finance-approvers'] },
  la: { who: 'an approver of the second stage', handle: 'dmitri', groups: ['platform-approvers'] },
  ru: { who: 'an approver whom a rule alone names, at the fourth stage', handle: 'rita', groups: [] },
  st: { who: 'a stand-in of the approver', handle: 'stan', groups: [] },
  fb: { who: 'whoever may decide too after escalation', handle: 'fay', groups: ['fallbacks'] },
  ma: { who: 'the requester’s manager, of the third stage', handle: 'mona', groups: [] },
  ow: { who: 'of the group that owns the entitlement', handle: 'olaf', groups: ['reports-owners'] },
  tl: { who: 'whoever is told when the glass is broken', handle: 'terry', groups: [] },
  rv: { who: 'a reviewer of broken glass', handle: 'ruth', groups: ['reviewers'] },
  os: { who: 'a reviewer once a review is overdue', handle: 'oscar', groups: ['overseers'] },
  au: { who: 'an auditor', handle: 'audrey', groups: ['auditors'] },
  ad: { who: 'an administrator', handle: 'adam', groups: ['administrators'] },
  su: {
    who: 'somebody of nearly every role, suspended while their call was on its way',
    handle: 'sue',
    managerHandle: 'mona',
    groups: [
      ...['engineers', 'finance-approvers', 'platform-approvers', 'fallbacks', 'reports-owners'],
      ...['reviewers', 'overseers', 'auditors', 'administrators'],
    ],
  },
  no: { who: 'a stranger: signed in, of no role', handle: 'stranger', groups: [] },
} as const satisfies Record<string, Told>

type Told = {
  who: string
  handle: string
  groups: readonly string[]
  email?: string
  managerHandle?: string
}

export type RoleKey = keyof typeof ROLES
export const roleKeys = Object.keys(ROLES) as RoleKey[]

/** How a role signs in. */
export function signInOf(key: RoleKey): { groups: string[]; email?: string; managerHandle?: string } {
  const { groups, email, managerHandle }: Told = ROLES[key]
  return {
    groups: [...groups],
    ...(email === undefined ? {} : { email }),
    ...(managerHandle === undefined ? {} : { managerHandle }),
  }
}

/** The policy in which each of them has a place. A contractor's request has a fifth stage. */
export const POLICY = {
  stages: [
    { name: 'Data owner', approvers: { groups: ['finance-approvers'] } },
    { name: 'Platform', approvers: { groups: ['platform-approvers'] } },
  ],
  rules: [
    { name: 'manager', when: 'true', stages: [{ name: 'Manager', approvers: { manager: true as const } }] },
    {
      name: 'reports',
      when: 'scope.bucket == "finance-reports"',
      stages: [{ name: 'Reports', approvers: { people: ['rita'] } }],
    },
    {
      name: 'contractors',
      when: '"contractors" in requester.groups',
      stages: [{ name: 'Contractors', approvers: { groups: ['contract-office'] } }],
    },
  ],
  pending: { limitMinutes: 120, escalate: { afterMinutes: 30, to: { groups: ['fallbacks'] } } },
  extension: { totalMinutes: 480 },
  breakGlass: {
    longestMinutes: 240,
    tell: { people: ['terry'] },
    review: { by: { groups: ['reviewers'] }, withinMinutes: 30, escalateTo: { groups: ['overseers'] } },
  },
}
