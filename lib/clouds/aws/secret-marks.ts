import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager'
import type { SecretTarget } from '../../ports/secret-store'

/** The tags by which a secret is known for the one that this portal made for this entitlement. */
export function marksOf({ madeBy }: SecretTarget): Readonly<Record<string, string>> {
  return { 'daypass:portal': madeBy.portalUrl, 'daypass:entitlement': madeBy.entitlementId }
}

/** Whether a secret is the one into which something was put, or else the one that bears the marks, in its place. */
export function isOurs(found: DescribeSecretCommandOutput, target: SecretTarget): boolean {
  if (!isAt(found.ARN, target)) return false
  if (target.arn !== undefined) return found.ARN === target.arn
  const tags = new Map((found.Tags ?? []).map(({ Key, Value }) => [Key, Value]))
  return Object.entries(marksOf(target)).every(([key, value]) => tags.get(key) === value)
}

/** Whether nothing but Daypass keeps or changes values of this secret. */
export function isPlain(found: DescribeSecretCommandOutput): boolean {
  const isReplicated = (found.ReplicationStatus ?? []).length > 0
  return !isReplicated && found.RotationEnabled !== true && found.OwningService === undefined
}

/** Whether an ARN is of a secret with this name in this account and Region. AWS adds a hyphen and six characters. */
export function isAt(arn: string | undefined, { account, name }: SecretTarget): boolean {
  const start = `arn:${account.partition}:secretsmanager:${account.region}:${account.accountId}:secret:${name}-`
  return arn?.startsWith(start) === true && arn.length === start.length + 6
}
