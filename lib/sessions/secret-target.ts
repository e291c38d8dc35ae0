import { envelopeSchema } from '../catalog/index'
import type { Transaction } from '../db/client'
import { findGrant, findSecretHold } from '../grants/index'
import type { GrantRow, SecretHoldRow } from '../grants/index'
import type { SignInRules, SystemContext } from '../identity/index'
import type { SecretStore, SecretTarget } from '../ports/secret-store'

/** What the worker has that the web process has not. */
export type DeliveryContext = SystemContext & { secretStore: SecretStore; signInRules: SignInRules }

/** A grant and its hold on a secret. */
export type HeldSecret = { grant: GrantRow; hold: SecretHoldRow }

/** Undefined when there is no such grant, or it holds no secret. */
export async function findHeldSecret(tx: Transaction, grantId: string): Promise<HeldSecret | undefined> {
  const [grant, hold] = [await findGrant(tx, grantId), await findSecretHold(tx, grantId)]
  return grant === null || hold === null ? undefined : { grant, hold }
}

/** The secret that a grant holds, as the store wants it; by the approved envelope. */
export function secretTargetOf({ grant, hold }: HeldSecret, portalUrl: string): SecretTarget {
  const { account, externalId, secret } = envelopeSchema.parse(JSON.parse(grant.envelope))
  if (secret === undefined) throw new Error(`grant ${grant.id} holds a secret that was not approved`)
  return {
    account,
    name: hold.name,
    readerRoleArn: secret.readerRoleArn,
    writerRoleArn: secret.writerRoleArn,
    externalId,
    madeBy: { portalUrl, entitlementId: grant.entitlementId },
    arn: hold.arn ?? undefined,
  }
}

/** The ids by which the log finds a secret again. */
export function secretIdsOf({ grant, hold }: HeldSecret) {
  const { id: grantId, requestId, personId, entitlementId, accountId } = grant
  return { grantId, requestId, personId, entitlementId, accountId, name: hold.name }
}
