import * as sm from '@aws-sdk/client-secrets-manager'
import { randomUUID } from 'node:crypto'
import { failure, type Credentials, type TestCloud } from '../../testing'

/** One caller's view of Secrets Manager; `asked` is for what is expected to be refused: the error, or `succeeded`. */
export class Secrets {
  readonly client: sm.SecretsManagerClient

  constructor(cloud: TestCloud, credentials: Credentials, region?: string) {
    this.client = cloud.secrets(credentials, region)
  }

  create(Name: string, more: Partial<sm.CreateSecretCommandInput> = {}) {
    return this.client.send(new sm.CreateSecretCommand({ Name, SecretString: 'first', ...more }))
  }

  put(SecretId: string, SecretString: string, more: Partial<sm.PutSecretValueCommandInput> = {}) {
    return this.client.send(new sm.PutSecretValueCommand({ SecretId, SecretString, ...more }))
  }

  get(SecretId: string, more: Partial<sm.GetSecretValueCommandInput> = {}) {
    return this.client.send(new sm.GetSecretValueCommand({ SecretId, ...more }))
  }

  describe(SecretId: string) {
    return this.client.send(new sm.DescribeSecretCommand({ SecretId }))
  }

  delete(SecretId: string, more: Partial<sm.DeleteSecretCommandInput> = {}) {
    return this.client.send(new sm.DeleteSecretCommand({ SecretId, ...more }))
  }

  moveStage(SecretId: string, VersionStage: string, from?: string, to?: string) {
    return this.client.send(
      new sm.UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage,
        RemoveFromVersionId: from,
        MoveToVersionId: to,
      }),
    )
  }

  setPolicy(SecretId: string, statements: object, BlockPublicPolicy?: boolean) {
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
    return this.client.send(new sm.PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy }))
  }

  /** The labels of each version, by version id. */
  async stages(SecretId: string): Promise<Record<string, string[]>> {
    return (await this.describe(SecretId)).VersionIdsToStages ?? {}
  }

  /** The value's text, or the error. */
  async read(SecretId: string, more: Partial<sm.GetSecretValueCommandInput> = {}): Promise<string> {
    let value: string | undefined
    const outcome = await failure(this.get(SecretId, more).then(({ SecretString }) => (value = SecretString)))
    return value ?? outcome
  }
}

export function versionId(): string {
  return randomUUID()
}
