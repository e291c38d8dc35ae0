import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { STSClient } from '@aws-sdk/client-sts'
import type { SecretFailure, SecretTarget } from '../../ports/secret-store'
import { writersPolicy } from './secret-policy'
import { outcomeOfError } from './sts-errors'

/** The shortest that STS issues: one delivery takes seconds. */
const WRITER_SECONDS = 900

export type SecretWriterSettings = {
  /** Of a stand-in for AWS Secrets Manager; undefined for AWS itself. */
  endpoint: string | undefined
  /** How long one attempt of a call may take. */
  requestTimeoutMs: number
}

/**
 * A client that may write the target's secret: with the account's writer role, narrowed to this one secret, or with the
 * worker's own identity where that is at home in the account.
 */
export async function secretWriter(
  sts: STSClient,
  target: SecretTarget,
  { endpoint, requestTimeoutMs }: SecretWriterSettings,
): Promise<{ client: SecretsManagerClient } | SecretFailure> {
  const settings = {
    region: target.account.region,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  }
  try {
    if (target.writerRoleArn === undefined)
      return (await isAtHome(sts, target, requestTimeoutMs))
        ? { client: new SecretsManagerClient(settings) }
        : elsewhere(target)
    const credentials = await writerCredentials(sts, target, target.writerRoleArn, requestTimeoutMs)
    return { client: new SecretsManagerClient({ ...settings, credentials }) }
  } catch (error) {
    const { status, code, sentence, providerCode } = outcomeOfError(error)
    const why = status === 'unknown' ? 'AWS gave no clear answer in time.' : sentence
    return {
      status: 'failed',
      code,
      sentence: `The role that writes secrets could not be assumed. ${why}`,
      ...(providerCode === undefined ? {} : { providerCode }),
    }
  }
}

async function writerCredentials(
  sts: STSClient,
  target: SecretTarget,
  roleArn: string,
  requestTimeoutMs: number,
) {
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'daypass-secret-writer',
      DurationSeconds: WRITER_SECONDS,
      Policy: writersPolicy(target),
      ...(target.externalId === undefined ? {} : { ExternalId: target.externalId }),
    }),
    { abortSignal: AbortSignal.timeout(requestTimeoutMs) },
  )
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = issued ?? {}
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error('STS answered no credentials')
  return { accessKeyId, secretAccessKey, sessionToken }
}

async function isAtHome(
  sts: STSClient,
  { account }: SecretTarget,
  requestTimeoutMs: number,
): Promise<boolean> {
  const { Account: home } = await sts.send(new GetCallerIdentityCommand({}), {
    abortSignal: AbortSignal.timeout(requestTimeoutMs),
  })
  return home === account.accountId
}

function elsewhere({ account }: SecretTarget): SecretFailure {
  return {
    status: 'failed',
    code: 'ERR_SECRET_REFUSED',
    sentence: `The worker is not at home in the account ${account.accountId}: the catalogue has to name its secretWriterRole.`,
  }
}
