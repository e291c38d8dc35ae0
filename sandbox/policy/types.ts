/** Where a policy is attached: it decides which elements its statements must, may and must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'session'

export type Effect = 'Allow' | 'Deny'

/** Who a `Principal` element names, one entry for each value of the element. */
export type PrincipalPattern =
  | { type: 'everyone' }
  | { type: 'account'; accountId: string }
  | { type: 'arn'; arn: string }
  | { type: 'service'; name: string }
  | { type: 'federated'; name: string }

/** `not` is true for `NotAction` and `NotResource`. The values are kept as written. */
export interface Patterns {
  not: boolean
  values: string[]
}

/** Whether all or any of the request's values must match: the prefix of an operator, for multivalued keys. */
export type SetOperator = 'ForAllValues' | 'ForAnyValue'

/** One operator on one key. All conditions of a statement must hold; of the values, one suffices. */
export interface Condition {
  set?: SetOperator
  /** Name in the operator table, without set operator and `IfExists`. */
  operator: string
  ifExists: boolean
  key: string
  values: string[]
}

export interface Statement {
  sid?: string
  effect: Effect
  /** From `Principal`; absent from identity and session policies, and where `notPrincipals` stands. */
  principals?: PrincipalPattern[]
  /** From `NotPrincipal`; only in a resource policy's Deny. */
  notPrincipals?: PrincipalPattern[]
  actions: Patterns
  /** Absent exactly in trust policies, which are about the role that they are attached to. */
  resources?: Patterns
  conditions: Condition[]
}

/** A document that `parsePolicy` has accepted. */
export interface Policy {
  kind: PolicyKind
  version: '2012-10-17' | '2008-10-17'
  id?: string
  statements: Statement[]
}

export interface Principal {
  kind: 'user' | 'assumed-role' | 'root' | 'anonymous'
  /** For `assumed-role` the session's: `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION`. For `anonymous`: empty. */
  arn: string
  /** The role's full ARN, path included; for `assumed-role` only. */
  roleArn?: string
  accountId: string
  /** `AIDA…` for a user, `AROA…:SESSION` for an assumed role, the account id for root. */
  userId: string
  /** Tags of the user, or of the role overlaid with those of the session. */
  tags: Record<string, string>
}

/** Condition keys (case-insensitive) with their values; a key that is not there is absent from the request. */
export type ContextValues = Record<string, string | string[]>

export interface EvaluationRequest {
  /** As in a policy, with the service's prefix: `s3:GetObject`. */
  action: string
  /** ARN of what is acted upon, or `*` for actions that have no resource. */
  resource: string
  /** The account that owns the resource (an S3 ARN does not say it). */
  resourceAccount: string
  principal: Principal
  context: ContextValues
  policies: { identity: Policy[]; session?: Policy; resource?: Policy }
}

/** What `sts:AssumeRole`, `sts:TagSession` and `sts:SetSourceIdentity` are judged by. */
export interface TrustRequest {
  action: 'sts:AssumeRole' | 'sts:TagSession' | 'sts:SetSourceIdentity'
  /** The role to be assumed, full ARN with path. */
  roleArn: string
  roleAccount: string
  /** The caller. */
  principal: Principal
  context: ContextValues
  /** `trust` is the role's; `identity` and `session` are the caller's. */
  policies: { trust: Policy; identity: Policy[]; session?: Policy }
}

export type PolicySource = 'identity' | 'session' | 'resource'

/** A statement that applied to the request. */
export interface MatchedStatement {
  source: PolicySource
  /** Position among the policies of that source, from 0. */
  policyIndex: number
  /** Position within the policy, from 0. */
  statementIndex: number
  sid?: string
  effect: Effect
}

export type Decision = 'allow' | 'explicit-deny' | 'implicit-deny'

export interface Verdict {
  allowed: boolean
  decision: Decision
  /** For people: the outcome first, then a line for each statement that mattered. */
  explanation: string[]
  matched: { allows: MatchedStatement[]; denies: MatchedStatement[] }
}
