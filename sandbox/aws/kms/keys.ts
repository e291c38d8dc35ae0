import { randomBytes, randomUUID } from 'node:crypto'
import type { Sandbox } from '../sandbox'
import type { State } from '../state'
import type { KmsKey } from './state'

/** What a new key is told; the rest has its usual value. */
export type KeyFields = Pick<KmsKey, 'accountId' | 'region' | 'createdAt' | 'policy'> & Partial<KmsKey>

/** "Default key policy", KMS Developer Guide: leaves it to the account's identity policies. */
export function defaultKeyPolicy(accountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  })
}

/** Makes a key and puts it into the state. */
export function addKey(state: State, fields: KeyFields): KmsKey {
  const { accountId, region, id = randomUUID() } = fields
  const key: KmsKey = {
    id,
    arn: `arn:aws:kms:${region}:${accountId}:key/${id}`,
    description: '',
    manager: 'CUSTOMER',
    enabled: true,
    deletionDate: null,
    materialBase64: randomBytes(32).toString('base64'),
    tags: new Map(),
    ...fields,
  }
  state.keys.set(key.arn, key)
  return key
}

export function aliasArn(accountId: string, region: string, alias: string): string {
  return `arn:aws:kms:${region}:${accountId}:${alias}`
}

/** The ARNs of the key's aliases. */
export function aliasesOf({ state }: Sandbox, key: KmsKey): string[] {
  return [...state.keyAliases].filter(([, keyArn]) => keyArn === key.arn).map(([alias]) => alias)
}
