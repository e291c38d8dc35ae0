import { isoSeconds, sandboxNow } from '../clock'
import type { Sandbox } from '../sandbox'
import { addKey, aliasArn } from './keys'

const SERVICES = new Map([
  ['alias/aws/s3', 's3'],
  ['alias/aws/secretsmanager', 'secretsmanager'],
])

/** "AWS managed keys", KMS Developer Guide: for everyone of the account, through the service alone. */
function policyOf(accountId: string, region: string, service: string): string {
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
  const through = {
    'kms:CallerAccount': accountId,
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
  }
  return JSON.stringify({
    Version: '2012-10-17',
    Id: `auto-${service}-2`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: use,
        Resource: '*',
        Condition: { StringEquals: through },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  })
}

/** Makes the key behind an alias such as `alias/aws/s3` where the account has none yet, as a service does at first use. */
export function provideAwsManagedKey(
  sandbox: Sandbox,
  accountId: string,
  region: string,
  alias: string,
): void {
  const service = SERVICES.get(alias)
  const arn = aliasArn(accountId, region, alias)
  if (service === undefined || sandbox.state.keyAliases.has(arn)) return
  const key = addKey(sandbox.state, {
    accountId,
    region,
    createdAt: isoSeconds(sandboxNow(sandbox.state)),
    policy: policyOf(accountId, region, service),
    manager: 'AWS',
    description: `Default key that protects my ${service} data when no other key is defined`,
  })
  sandbox.state.keyAliases.set(arn, key.arn)
  sandbox.changed()
}
