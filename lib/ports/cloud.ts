import type { Json } from '../kernel/canonical'
import type { ErrorCode } from '../kernel/errors'
import type { Secret } from '../kernel/secret'
import type { Scope } from '../scopes/schema'

export type { Scope, S3Scope } from '../scopes/schema'

/** An account of a cloud, as the catalogue describes it. */
export type CloudAccount = { provider: 'aws'; accountId: string; partition: string; region: string }

/** What an approval approves: the provider's policy document without the grant's end. */
export type ApprovedPolicy = { readonly [element: string]: Json }

/** How large the policy is as it will be sent (the end of the grant included), in characters. */
export type PolicySize = { characters: number; limit: number }

/** The longest that one session can be, and what makes it so. */
export type SessionLimit = { seconds: number; because: 'role' | 'chaining' }

export type SessionTag = { key: string; value: string; transitive: boolean }

export type AssumeRoleInput = {
  account: CloudAccount
  roleArn: string
  externalId?: string
  approvedPolicy: ApprovedPolicy
  /** The grant's end: every call from this second on is denied. */
  endsAt: Date
  durationSeconds: number
  /** The database's clock when the intent was committed. */
  askedAt: Date
  sourceIdentity: string
  roleSessionName: string
  tags: readonly SessionTag[]
}

export type RoleCredentials = Secret<{ accessKeyId: string; secretAccessKey: string; sessionToken: string }>

/** `unknown`: no answer came, so a session may exist; it is treated as live until its requested expiry (invariant 3). */
export type AssumeRoleOutcome =
  | {
      status: 'issued'
      credentials: RoleCredentials
      accessKeyId: string
      assumedRoleId: string
      expiresAt: Date
      packedPolicyPercent?: number
    }
  | { status: 'failed' | 'unknown'; code: ErrorCode; sentence: string; providerCode?: string }

/** The address signs whoever opens it in: it leaves the process once, in the answer to the click. */
export type ConsoleOutcome =
  { status: 'ready'; signInUrl: Secret } | { status: 'failed'; code: ErrorCode; sentence: string }

/** One cloud provider. `compileScope`, `policyAsSent`, `policySize` and `sessionLimit` are pure. */
export type Cloud = {
  compileScope(scope: Scope, account: CloudAccount, options: { canOutlive: boolean }): ApprovedPolicy
  policyAsSent(policy: ApprovedPolicy, endsAt: Date): string
  policySize(policy: ApprovedPolicy): PolicySize
  sessionLimit(roleMaxSessionSeconds: number): SessionLimit
  /** The shortest session that the provider issues, in seconds. */
  readonly shortestSessionSeconds: number
  /** One attempt, never repeated by itself. */
  assumeRole(input: AssumeRoleInput): Promise<AssumeRoleOutcome>
  consoleSignIn(input: {
    account: CloudAccount
    scope: Scope
    credentials: RoleCredentials
    issuer: string
  }): Promise<ConsoleOutcome>
  /** Where a browser ends the console session that it has now. */
  consoleSignOutUrl(account: CloudAccount, returnTo: string): string
  /** True when the addresses configured are not the provider's own. */
  readonly isStandIn: boolean
}

export type Clouds = { readonly aws: Cloud }
