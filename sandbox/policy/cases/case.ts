import type { ContextValues, Decision, Principal } from '../index'

export const account = '111122223333'
export const otherAccount = '444455556666'
export const object = 'arn:aws:s3:::reports/2026/q1.csv'
export const bucket = 'arn:aws:s3:::reports'
export const roleArn = `arn:aws:iam::${account}:role/daypass/Reader`
export const sessionArn = `arn:aws:sts::${account}:assumed-role/Reader/ada-1`
export const userArn = `arn:aws:iam::${account}:user/staff/ada`

/** The callers of the cases, all but `stranger` of the account that owns the bucket. */
export const callers = {
  session: {
    kind: 'assumed-role',
    arn: sessionArn,
    roleArn,
    accountId: account,
    userId: 'AROAREADER:ada-1',
    tags: { team: 'finance' },
  },
  user: { kind: 'user', arn: userArn, accountId: account, userId: 'AIDAADA', tags: {} },
  root: { kind: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account, userId: account, tags: {} },
  stranger: {
    kind: 'assumed-role',
    arn: `arn:aws:sts::${otherAccount}:assumed-role/Partner/bob-1`,
    roleArn: `arn:aws:iam::${otherAccount}:role/Partner`,
    accountId: otherAccount,
    userId: 'AROAPARTNER:bob-1',
    tags: {},
  },
  anonymous: { kind: 'anonymous', arn: '', accountId: '', userId: '', tags: {} },
} satisfies Record<string, Principal>

export type StatementText = Record<string, unknown>

/** One hand-written evaluation. What is left out: the session reads `object`, without any policy, at noon. */
export interface Case {
  /** Section of the IAM User Guide that the rule stands in. */
  guide: string
  rule: string
  decision: Decision
  caller?: keyof typeof callers
  action?: string
  on?: string
  keys?: ContextValues
  identity?: StatementText[]
  session?: StatementText[]
  resource?: StatementText[]
  version?: '2008-10-17'
}

/** A statement that allows reading every object of the bucket, changed as said. */
export function allow(changes: StatementText = {}): StatementText {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/*`, ...changes }
}

/** The same, denying. */
export function deny(changes: StatementText = {}): StatementText {
  return { ...allow(changes), Effect: 'Deny' }
}

/** A bucket policy's statement that allows an AWS principal. */
export function allowTo(principal: string, changes: StatementText = {}): StatementText {
  return allow({ Principal: { AWS: principal }, ...changes })
}
