import {
  DescribeSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { newId } from '../../kernel/ids'
import { isFull } from './secret-errors'
import { nobodysPolicy } from './secret-policy'

const CURRENT = 'AWSCURRENT'

/** Puts the value, then takes every label from all other versions: AWSPREVIOUS, and whatever somebody added. */
export async function overwrite(
  client: SecretsManagerClient,
  SecretId: string,
  value: string,
  versionId: string,
): Promise<void> {
  await client.send(
    new PutSecretValueCommand({ SecretId, SecretString: value, ClientRequestToken: versionId }),
  )
  const { VersionIdsToStages: stages = {} } = await client.send(new DescribeSecretCommand({ SecretId }))
  for (const [RemoveFromVersionId, labels] of Object.entries(stages))
    for (const VersionStage of RemoveFromVersionId === versionId ? [] : labels)
      if (VersionStage !== CURRENT)
        await client.send(
          new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId }),
        )
}

/** Overwrites the value, or sees to it that nobody may read it. */
export async function takeOut(
  client: SecretsManagerClient,
  SecretId: string,
  value: string,
  versionId: string,
): Promise<void> {
  try {
    await overwrite(client, SecretId, value, versionId)
  } catch (error) {
    if (isFull(error))
      await client.send(
        new PutResourcePolicyCommand({ SecretId, ResourcePolicy: nobodysPolicy(), BlockPublicPolicy: true }),
      )
    throw error
  }
}

const RESTORED = JSON.stringify({ status: 'waiting', message: 'Daypass is about to fill this secret.' })

/** What stood in it may be of a grant that ended meanwhile, for a deleted secret is not emptied. */
export async function restore(client: SecretsManagerClient, SecretId: string): Promise<void> {
  await client.send(new RestoreSecretCommand({ SecretId }))
  await takeOut(client, SecretId, RESTORED, `restored-${newId()}`)
}
