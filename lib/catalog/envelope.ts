import { z } from 'zod'
import { canonicalHash, canonicalText } from '../kernel/canonical'
import type { ApprovedPolicy, CloudAccount } from '../ports/cloud'
import { scopeSchema } from '../scopes/schema'
import { deliveries } from '../scopes/deliveries'
import type { Delivery } from '../scopes/deliveries'
import { accountSchema, roleArnOf } from './schema'
import type { EntitlementVersion } from './schema'
import type { Scope } from '../scopes/schema'
import { deliveriesInWords } from './words'

/**
 * Everything that an approval approves, and so everything that its hash covers (invariant 4). A grant keeps its text,
 * so that issuing needs nothing else.
 */
export const envelopeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  account: accountSchema.omit({ id: true, name: true, externalId: true, secretWriterRole: true, tags: true }),
  roleArn: z.string(),
  externalId: z.string().optional(),
  roleMaxSessionMinutes: z.int(),
  scope: scopeSchema,
  policy: z.record(z.string(), z.json()),
  canOutlive: z.boolean(),
  durationMinutes: z.int(),
  /** The start that was asked for, ISO 8601 in UTC; without one access starts when it is approved. */
  startsAt: z.iso.datetime().optional(),
  /** For an extension: the grant, whose end moves by `durationMinutes`. */
  extendsGrantId: z.uuid().optional(),
  deliveries: z.array(z.enum(deliveries)).min(1),
  /** Where the delivery `secret` puts credentials: in the role's account and Region. */
  secret: z
    .strictObject({
      /** May hold `{grant}` for the grant's id. */
      name: z.string(),
      readerRoleArn: z.string(),
      writerRoleArn: z.string().optional(),
    })
    .optional(),
})
export type Envelope = z.output<typeof envelopeSchema>

/** An S3 scope or a whole role, from when (null: from approval), for how long, and how its sessions reach their user. */
export type Wish = {
  scope: Scope
  startsAt: Date | null
  durationMinutes: number
  deliveries: readonly Delivery[]
}

/** What was wished for and is approved, as it is judged again. */
export function wishOf({ scope, startsAt, durationMinutes, deliveries: wished }: Envelope): Wish {
  return {
    scope,
    startsAt: startsAt === undefined ? null : new Date(startsAt),
    durationMinutes,
    deliveries: wished,
  }
}

/** An envelope in its one written form, and that form's SHA-256. */
export type SealedEnvelope = { envelope: Envelope; text: string; hash: string }

export function sealEnvelope(
  version: EntitlementVersion,
  wish: Wish & { extendsGrantId?: string | undefined },
  policy: ApprovedPolicy,
): SealedEnvelope {
  const { definition } = version
  const { externalId } = definition.account
  const { scope, startsAt, durationMinutes, extendsGrantId } = wish
  const secret = wish.deliveries.includes('secret') ? secretOf(version) : undefined
  const envelope = envelopeSchema.parse({
    schemaVersion: 1,
    account: cloudAccountOf(version),
    roleArn: roleArnOf(definition.account, definition.role),
    ...(externalId === undefined ? {} : { externalId }),
    roleMaxSessionMinutes: definition.roleMaxSessionMinutes,
    scope,
    policy,
    canOutlive: definition.canOutlive,
    durationMinutes,
    ...(startsAt === null ? {} : { startsAt: startsAt.toISOString() }),
    ...(extendsGrantId === undefined ? {} : { extendsGrantId }),
    deliveries: deliveries.filter((delivery) => wish.deliveries.includes(delivery)),
    ...(secret === undefined ? {} : { secret }),
  })
  return { envelope, text: canonicalText(envelope), hash: canonicalHash(envelope) }
}

function secretOf({ definition }: EntitlementVersion): Envelope['secret'] {
  const { account, deliveries: offer } = definition
  if (offer.secret === undefined) return undefined
  const { secretWriterRole } = account
  return {
    name: offer.secret.name,
    readerRoleArn: roleArnOf(account, offer.secret.readerRole),
    ...(secretWriterRole === undefined ? {} : { writerRoleArn: roleArnOf(account, secretWriterRole) }),
  }
}

/** "console, secret SensitiveS3 (read by EC2Normal)": what was approved of deliveries. */
export function deliveriesOfEnvelope({ deliveries: approved, secret }: Envelope): string {
  const named = secret === undefined ? undefined : { name: secret.name, reader: secret.readerRoleArn }
  return deliveriesInWords(approved, named)
}

/** The account as the cloud adapters want it. */
export function cloudAccountOf(version: EntitlementVersion): CloudAccount {
  const { provider, accountId, partition, region } = version.definition.account
  return { provider, accountId, partition, region }
}
