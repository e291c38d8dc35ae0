import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager'
import type { DescribeSecretCommandOutput, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { STSClient } from '@aws-sdk/client-sts'
import type { SecretFailure, SecretStore, SecretTarget } from '../../ports/secret-store'
import { isMissing, isTaken, secretFailure } from './secret-errors'
import { isAt, isOurs, isPlain, marksOf } from './secret-marks'
import { overwrite, restore, takeOut } from './secret-overwrite'
import { readersPolicy } from './secret-policy'
import { secretWriter } from './secret-writer'

export type SecretStoreSettings = {
  /** Addresses of a stand-in for AWS; left out for AWS itself. */
  stsEndpoint?: string
  secretsEndpoint?: string
  /** How long one attempt of a call may take before it is given up and, for Secrets Manager, tried again; 10 s if left out. */
  requestTimeoutMs?: number
}

const REQUEST_TIMEOUT_MS = 10_000

/** AWS Secrets Manager, for the worker alone. Credentials of the worker's own come from the SDK's default chain. */
export function createSecretStore({
  stsEndpoint,
  secretsEndpoint,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: SecretStoreSettings): SecretStore {
  const clients = new Map<string, STSClient>()
  const stsIn = (region: string) => {
    const endpoint = stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }
    const client = clients.get(region) ?? new STSClient({ region, maxAttempts: 1, ...endpoint })
    clients.set(region, client)
    return client
  }
  const write = async <Done extends object>(
    target: SecretTarget,
    change: (client: SecretsManagerClient) => Promise<Done | SecretFailure>,
  ): Promise<Done | SecretFailure> => {
    const settings = { endpoint: secretsEndpoint, requestTimeoutMs }
    const writer = await secretWriter(stsIn(target.account.region), target, settings)
    if (!('client' in writer)) return writer
    try {
      return await change(writer.client)
    } catch (error) {
      return secretFailure(error)
    } finally {
      writer.client.destroy()
    }
  }
  return {
    prepare: (target) => write(target, (client) => prepare(client, target)),
    put: (target, value, versionId) =>
      write(target, async (client) => {
        const found = await describe(client, target)
        if (found === undefined || !isOurs(found, target)) return foreign(target)
        await overwrite(client, idOf(target), value.reveal(), versionId)
        return { status: 'done' as const }
      }),
    isLabelled: (target, versionId) =>
      write(target, async (client) => {
        const labels = (await describe(client, target))?.VersionIdsToStages?.[versionId] ?? []
        return { status: 'done' as const, labelled: labels.length > 0 }
      }),
    empty: (target, value, versionId) => write(target, (client) => empty(client, target, value, versionId)),
  }
}

/** The one secret that is meant: another one may have its name by now. */
function idOf({ arn, name }: SecretTarget): string {
  return arn ?? name
}

// Created without a value, so that nothing stands in it before its policy does.
async function prepare(client: SecretsManagerClient, target: SecretTarget) {
  const found = await describe(client, target)
  if (found !== undefined && !isOurs(found, target)) return foreign(target)
  if (found !== undefined && !isPlain(found)) return notPlain(target)
  if (found?.DeletedDate !== undefined) await restore(client, target.name)
  const arn = found?.ARN ?? (await create(client, target))
  if (arn === undefined || !isAt(arn, target)) return foreign(target)
  await client.send(
    new PutResourcePolicyCommand({
      SecretId: arn,
      ResourcePolicy: readersPolicy(target),
      BlockPublicPolicy: true,
    }),
  )
  return { status: 'ready' as const, arn }
}

/** The ARN of a new secret, or of the one that was made by a call whose answer was lost; undefined if that is not ours. */
async function create(client: SecretsManagerClient, target: SecretTarget): Promise<string | undefined> {
  const command = new CreateSecretCommand({
    Name: target.name,
    Description: 'Filled by Daypass while a grant lives; do not edit.',
    Tags: Object.entries(marksOf(target)).map(([Key, Value]) => ({ Key, Value })),
  })
  try {
    return (await client.send(command)).ARN
  } catch (error) {
    if (!isTaken(error)) throw error
    const found = await describe(client, target)
    return found !== undefined && isOurs(found, target) ? found.ARN : undefined
  }
}

async function describe(
  client: SecretsManagerClient,
  target: SecretTarget,
): Promise<DescribeSecretCommandOutput | undefined> {
  try {
    return await client.send(new DescribeSecretCommand({ SecretId: idOf(target) }))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function empty(client: SecretsManagerClient, target: SecretTarget, value: string, versionId: string) {
  const found = await describe(client, target)
  if (found === undefined) return { status: 'done' as const, how: 'missing' as const }
  if (!isOurs(found, target)) return { status: 'done' as const, how: 'foreign' as const }
  // Nobody can read it; whoever restores it has made that choice in AWS.
  if (found.DeletedDate !== undefined) return { status: 'done' as const, how: 'deleted' as const }
  await takeOut(client, idOf(target), value, versionId)
  return { status: 'done' as const, how: 'emptied' as const }
}

function foreign({ name }: SecretTarget): SecretFailure {
  return {
    status: 'failed',
    code: 'ERR_SECRET_FOREIGN',
    sentence: `There is a secret ${name} already that Daypass did not make for this entitlement. It is left as it is; give the entitlement’s secret another name.`,
  }
}

function notPlain({ name }: SecretTarget): SecretFailure {
  return {
    status: 'failed',
    code: 'ERR_SECRET_FOREIGN',
    sentence: `The secret ${name} is replicated, rotated or managed by something else, so Daypass could not take back what it puts there. It is left as it is.`,
  }
}
