import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import type { Credentials } from '@/sandbox/testing'
import { ACCOUNT_ID } from './catalog'
import type { useDomain } from './domain'

/** The one role that may read what the entitlement `reports` delivers. */
export const READER = `arn:aws:iam::${ACCOUNT_ID}:role/daypass/Reader`

const SecretId = 'Reports'

/** The secret of the entitlement `reports`, as the cloud and the database have it. */
export function secretOf(domain: ReturnType<typeof useDomain>) {
  return {
    hold: (grantId: string) => domain.database.secretHold.findUniqueOrThrow({ where: { grantId } }),
    reader: (): Promise<Credentials> => domain.cloud.assume(domain.cloud.admin(ACCOUNT_ID), READER),
    read: async (as: Credentials): Promise<Record<string, string>> => {
      const { SecretString = '' } = await domain.cloud
        .secrets(as)
        .send(new GetSecretValueCommand({ SecretId }))
      return JSON.parse(SecretString) as Record<string, string>
    },
    /** The labels of all versions. */
    stages: async (): Promise<string[]> => {
      const admin = domain.cloud.secrets(domain.cloud.admin(ACCOUNT_ID))
      const { VersionIdsToStages = {} } = await admin.send(new DescribeSecretCommand({ SecretId }))
      return Object.values(VersionIdsToStages).flat().sort()
    },
    admin: () => domain.cloud.secrets(domain.cloud.admin(ACCOUNT_ID)),
  }
}
