import type { ErrorCode } from '../kernel/errors'
import type { Secret } from '../kernel/secret'
import type { CloudAccount } from './cloud'

/** A secret that Daypass fills for a workload. */
export type SecretTarget = {
  account: CloudAccount
  name: string
  /** The one role that may read it. */
  readerRoleArn: string
  /** The role that is assumed to write; undefined where the worker itself is at home in the account. */
  writerRoleArn: string | undefined
  externalId: string | undefined
  /** By these Daypass knows a secret for its own. */
  madeBy: { portalUrl: string; entitlementId: string }
  /** The ARN of the secret that something was put into: that one alone is meant, whatever its tags say now. */
  arn: string | undefined
}

/** `unknown`: no answer came, so the change may have been made. */
export type SecretFailure = {
  status: 'failed' | 'unknown'
  code: ErrorCode
  sentence: string
  providerCode?: string
}

/** What was found where a secret was to be emptied: `missing` and `foreign` hold nothing of Daypass's. */
export type EmptiedHow = 'emptied' | 'missing' | 'foreign' | 'deleted'

/** Where credentials for workloads are kept: reached by the worker alone. Nothing here throws: what went wrong is the outcome. */
export type SecretStore = {
  /**
   * Sees to it that the secret is there, is Daypass's, and can be read by its one reader alone, before anything stands
   * in it. One that exists and is not Daypass's is never touched: `ERR_SECRET_FOREIGN`.
   */
  prepare(target: SecretTarget): Promise<{ status: 'ready'; arn: string } | SecretFailure>
  /** Puts a value and takes every label from the older ones. The same `versionId` again changes nothing. */
  put(target: SecretTarget, value: Secret, versionId: string): Promise<{ status: 'done' } | SecretFailure>
  /** Whether a label leads to this version: the one that is read without asking for another, or any. */
  isLabelled(
    target: SecretTarget,
    versionId: string,
  ): Promise<{ status: 'done'; labelled: boolean } | SecretFailure>
  /**
   * Overwrites the value, if the secret is there and Daypass's, and takes every label from the older ones. Where AWS keeps
   * no more versions, nobody may read it until it is prepared again, and the failure says so.
   */
  empty(
    target: SecretTarget,
    value: string,
    versionId: string,
  ): Promise<{ status: 'done'; how: EmptiedHow } | SecretFailure>
}
