import { aliasArn, addKey, defaultKeyPolicy } from './aws/kms/keys'
import type { Account, Encryption, State } from './aws/state'
import { readWriteOf } from './world-policies'
import { role, type PolicyDocument } from './world-state'

const KEY_ID = '1b2f6a3c-7d54-4e0a-9c1f-5a3d2e8b7f60'

/** The finance account's own key; its policy leaves it to the account's identity policies. */
export function financeKey(
  state: State,
  { id: accountId }: Account,
  region: string,
  createdAt: string,
): Encryption {
  const policy = defaultKeyPolicy(accountId)
  const key = addKey(state, { id: KEY_ID, accountId, region, createdAt, policy, description: 'Finance data' })
  state.keyAliases.set(aliasArn(accountId, region, 'alias/finance'), key.arn)
  return { algorithm: 'aws:kms', keyId: key.arn, bucketKey: false }
}

/** The bucket, and through S3 the key that its objects are encrypted with. */
export function ledgerAccess(bucket: string, { id: accountId }: Account, region: string): PolicyDocument {
  const key = {
    Sid: 'Key',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: `arn:aws:kms:${region}:${accountId}:key/${KEY_ID}`,
    Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
  }
  const { Statement } = readWriteOf(bucket)
  return { Statement: [Statement, key].flat() }
}

/** What the account's programs run with: they read secrets, and nothing of S3. */
export function programRole(owner: Account, name: string, createdAt: string): void {
  const statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }
  const fields = { name, path: '/', description: 'Role of the instances that programs run on' }
  const policies = { trust: { Statement: statement }, identity: { Statement: read } }
  role(owner, { ...fields, ...policies, maxSessionDurationSeconds: 3600 }, createdAt)
}
