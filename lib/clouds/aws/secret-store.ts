import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import type { DescribeSecretCommandOutput, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { STSClient } from '@aws-sdk/client-sts'
import type { SecretFailure, SecretStore, SecretTarget } from '../../ports/secret-store'
import { isMissing, isTaken, secretFailure } from './secret-errors'
import { readersPolicy } from './secret-policy'
import { secretWriter } from './secret-writer'

export type SecretStoreSettings = {
  /** Addresses of a stand-in for AWS; left out for AWS itself. */
  stsEndpoint?: string
  secretsEndpoint?: string
}

/** AWS Secrets Manager, for the worker alone. Credentials of the worker's own come from the SDK's default chain. */
export function createSecretStore({ stsEndpoint, secretsEndpoint }: SecretStoreSettings): SecretStore {
  const clients = new Map<string, STSClient>()
  const stsIn = (region: string) => {
    const settings = {
      region,
      maxAttempts: 1,
      ...(stsEndpoint === undefined ? {} : { endpoint: stsEndpoint }),
    }
    const client = clients.get(region) ?? new STSClient(settings)
    clients.set(region, client)
    return client
  }
  const write = async <Done extends object>(
    target: SecretTarget,
    change: (client: SecretsManagerClient) => Promise<Done | SecretFailure>,
  ): Promise<Done | SecretFailure> => {
    const writer = await secretWriter(stsIn(target.account.region), target, secretsEndpoint)
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
        await overwrite(client, target, value.reveal(), versionId)
        return { status: 'done' as const }
      }),
    empty: (target, value, versionId) =>
      write(target, async (client) => {
        const found = await describe(client, target)
        if (found === undefined) return { status: 'done' as const, how: 'missing' as const }
        if (!isOurs(found, target)) return { status: 'done' as const, how: 'foreign' as const }
        // Nobody can read it; whoever restores it has made that choice in AWS.
        if (found.DeletedDate !== undefined) return { status: 'done' as const, how: 'deleted' as const }
        await overwrite(client, target, value, versionId)
        return { status: 'done' as const, how: 'emptied' as const }
      }),
  }
}

// Created without a value, so that nothing stands in it before its policy does.
async function prepare(client: SecretsManagerClient, target: SecretTarget) {
  const found = await describe(client, target)
  if (found !== undefined && !isOurs(found, target)) return foreign(target)
  if (found?.DeletedDate !== undefined) await client.send(new RestoreSecretCommand({ SecretId: target.name }))
  const arn = found?.ARN ?? (await create(client, target))
  if (arn === undefined || !isAt(arn, target)) return foreign(target)
  await client.send(
    new PutResourcePolicyCommand({
      SecretId: target.name,
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
  { name }: SecretTarget,
): Promise<DescribeSecretCommandOutput | undefined> {
  try {
    return await client.send(new DescribeSecretCommand({ SecretId: name }))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Puts the value, then takes every label from all other versions: AWSPREVIOUS, and whatever somebody added. */
async function overwrite(
  client: SecretsManagerClient,
  target: SecretTarget,
  value: string,
  versionId: string,
): Promise<void> {
  const SecretId = target.name
  await client.send(
    new PutSecretValueCommand({ SecretId, SecretString: value, ClientRequestToken: versionId }),
  )
  const { VersionIdsToStages: stages = {} } = await client.send(new DescribeSecretCommand({ SecretId }))
  for (const [RemoveFromVersionId, labels] of Object.entries(stages))
    for (const VersionStage of RemoveFromVersionId === versionId ? [] : labels)
      if (VersionStage !== 'AWSCURRENT')
        await client.send(
          new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId }),
        )
}

const marksOf = ({ madeBy }: SecretTarget) => ({
  'daypass:portal': madeBy.portalUrl,
  'daypass:entitlement': madeBy.entitlementId,
})

/** Whether a secret is the one that this portal made for this entitlement, in this account. */
function isOurs(found: DescribeSecretCommandOutput, target: SecretTarget): boolean {
  const tags = new Map((found.Tags ?? []).map(({ Key, Value }) => [Key, Value]))
  return (
    isAt(found.ARN, target) &&
    Object.entries(marksOf(target)).every(([key, value]) => tags.get(key) === value)
  )
}

function isAt(arn: string | undefined, { account, name }: SecretTarget): boolean {
  const start = `arn:${account.partition}:secretsmanager:${account.region}:${account.accountId}:secret:${name}-`
  return arn?.startsWith(start) === true && arn.length === start.length + 6
}

function foreign({ name }: SecretTarget): SecretFailure {
  return {
    status: 'failed',
    code: 'ERR_SECRET_FOREIGN',
    sentence: `There is a secret ${name} already that Daypass did not make for this entitlement. It is left as it is; give the entitlement’s secret another name.`,
  }
}
