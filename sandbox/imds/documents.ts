import type { Sandbox } from '../aws/sandbox'
import { instanceCredentials, type Instance } from './instance'

/** "Retrieve security credentials from instance metadata", EC2 user guide. */
function credentials(sandbox: Sandbox, instance: Instance): string | null {
  const session = instanceCredentials(sandbox, instance)
  if (!session) return null
  const document = {
    Code: 'Success',
    LastUpdated: session.issuedAt,
    Type: 'AWS-HMAC',
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    Token: session.sessionToken,
    Expiration: session.expiresAt,
  }
  return JSON.stringify(document, null, 2)
}

function identityDocument({ id, accountId, region }: Instance): string {
  const document = {
    accountId,
    architecture: 'x86_64',
    availabilityZone: `${region}a`,
    imageId: 'ami-00000000000000000',
    instanceId: id,
    instanceType: 't3.small',
    pendingTime: '2026-01-05T09:00:00Z',
    privateIp: '127.0.0.1',
    region,
    version: '2017-09-30',
  }
  return JSON.stringify(document, null, 2)
}

/** What stands at a path of the service; null for what it does not have. A folder is found with and without its slash. */
export function documentAt(sandbox: Sandbox, instance: Instance, path: string): string | null {
  const { id, region, roleName } = instance
  switch (path.replace(/\/$/, '')) {
    case '/latest':
      return 'dynamic\nmeta-data'
    case '/latest/meta-data':
      return 'iam/\ninstance-id\nplacement/'
    case '/latest/meta-data/iam':
      return 'security-credentials/'
    case '/latest/meta-data/iam/security-credentials':
      return roleName
    case `/latest/meta-data/iam/security-credentials/${roleName}`:
      return credentials(sandbox, instance)
    case '/latest/meta-data/instance-id':
      return id
    case '/latest/meta-data/placement':
      return 'availability-zone\nregion'
    case '/latest/meta-data/placement/availability-zone':
      return `${region}a`
    case '/latest/meta-data/placement/region':
      return region
    case '/latest/dynamic/instance-identity/document':
      return identityDocument(instance)
    default:
      return null
  }
}
