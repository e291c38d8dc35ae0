import { envelopeSchema } from '../catalog/index'
import type { GrantRow, SecretHoldRow } from '../grants/index'
import type { SignInRules, SystemContext } from '../identity/index'
import type { SecretStore, SecretTarget } from '../ports/secret-store'

/** What the worker has that the web process has not. */
export type DeliveryContext = SystemContext & { secretStore: SecretStore; signInRules: SignInRules }

/** The secret that a grant holds, as the store wants it; by the approved envelope. */
export function secretTargetOf(grant: GrantRow, { name }: SecretHoldRow, portalUrl: string): SecretTarget {
  const { account, externalId, secret } = envelopeSchema.parse(JSON.parse(grant.envelope))
  if (secret === undefined) throw new Error(`grant ${grant.id} holds a secret that was not approved`)
  return {
    account,
    name,
    readerRoleArn: secret.readerRoleArn,
    writerRoleArn: secret.writerRoleArn,
    externalId,
    madeBy: { portalUrl, entitlementId: grant.entitlementId },
  }
}
