import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts'
import { addSeconds } from '../../kernel/durations'
import { Secret } from '../../kernel/secret'
import type { AssumeRoleInput, AssumeRoleOutcome } from '../../ports/cloud'
import { policyAsSent } from './policy-as-sent'
import { outcomeOfError, strangeAnswer } from './sts-errors'

/** How long one call may take before its outcome counts as unknown, in milliseconds. */
const ASSUME_ROLE_TIMEOUT_MS = 10_000
/** How far the cloud's clock and the database's may differ, call included. */
const CLOCK_TOLERANCE_SECONDS = 60

/**
 * One AssumeRole, never repeated: each attempt would make another live session (STS API reference; AssumeRole is not
 * idempotent). Never throws: what went wrong is the outcome.
 */
export async function assumeRole(
  client: STSClient,
  input: AssumeRoleInput,
  timeoutMs = ASSUME_ROLE_TIMEOUT_MS,
): Promise<AssumeRoleOutcome> {
  const command = new AssumeRoleCommand({
    RoleArn: input.roleArn,
    RoleSessionName: input.roleSessionName,
    SourceIdentity: input.sourceIdentity,
    DurationSeconds: input.durationSeconds,
    Policy: policyAsSent(input.approvedPolicy, input.endsAt),
    Tags: input.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    TransitiveTagKeys: input.tags.filter((tag) => tag.transitive).map((tag) => tag.key),
    ...(input.externalId === undefined ? {} : { ExternalId: input.externalId }),
  })
  try {
    return outcomeOfAnswer(await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) }), input)
  } catch (error) {
    return outcomeOfError(error)
  }
}

function outcomeOfAnswer(answer: AssumeRoleCommandOutput, input: AssumeRoleInput): AssumeRoleOutcome {
  // The one figure about the policy's packed size; its successor measures the whole token.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const packedPolicyPercent = answer.PackedPolicySize
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {}
  const assumedRoleId = answer.AssumedRoleUser?.AssumedRoleId
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration || !assumedRoleId)
    return strangeAnswer('it holds no credentials')
  // Nothing that differs from what was asked for leaves the process.
  if (!assumedRoleId.endsWith(`:${input.roleSessionName}`)) return strangeAnswer('it names another session')
  if (answer.SourceIdentity !== input.sourceIdentity)
    return strangeAnswer('it does not carry the source identity')
  const latest = addSeconds(input.askedAt, input.durationSeconds + CLOCK_TOLERANCE_SECONDS)
  if (!(Expiration <= latest)) return strangeAnswer('it expires later than asked for')
  return {
    status: 'issued',
    credentials: new Secret({
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    }),
    accessKeyId: AccessKeyId,
    assumedRoleId,
    expiresAt: Expiration,
    ...(packedPolicyPercent === undefined ? {} : { packedPolicyPercent }),
  }
}
