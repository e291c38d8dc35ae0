import { z } from 'zod'
import { canonicalHash, canonicalText } from '../kernel/canonical'
import type { ApprovedPolicy, CloudAccount } from '../ports/cloud'
import { scopeSchema } from '../scopes/schema'
import { accountSchema, roleArnOf } from './schema'
import type { EntitlementVersion } from './schema'
import type { Scope } from '../scopes/schema'

/**
 * Everything that an approval approves, and so everything that its hash covers (invariant 4). A grant keeps its text,
 * so that issuing needs nothing else.
 */
export const envelopeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  account: accountSchema.omit({ id: true, name: true, externalId: true }),
  roleArn: z.string(),
  externalId: z.string().optional(),
  roleMaxSessionMinutes: z.int(),
  scope: scopeSchema,
  policy: z.record(z.string(), z.json()),
  canOutlive: z.boolean(),
  durationMinutes: z.int(),
  deliveries: z.array(z.literal('console')),
})
export type Envelope = z.output<typeof envelopeSchema>

/** An envelope in its one written form, and that form's SHA-256. */
export type SealedEnvelope = { envelope: Envelope; text: string; hash: string }

export function sealEnvelope(
  version: EntitlementVersion,
  scope: Scope,
  durationMinutes: number,
  policy: ApprovedPolicy,
): SealedEnvelope {
  const { definition } = version
  const { externalId } = definition.account
  const envelope = envelopeSchema.parse({
    schemaVersion: 1,
    account: cloudAccountOf(version),
    roleArn: roleArnOf(definition),
    ...(externalId === undefined ? {} : { externalId }),
    roleMaxSessionMinutes: definition.roleMaxSessionMinutes,
    scope,
    policy,
    canOutlive: definition.canOutlive,
    durationMinutes,
    deliveries: ['console'],
  })
  return { envelope, text: canonicalText(envelope), hash: canonicalHash(envelope) }
}

/** The account as the cloud adapters want it. */
export function cloudAccountOf(version: EntitlementVersion): CloudAccount {
  const { provider, accountId, partition, region } = version.definition.account
  return { provider, accountId, partition, region }
}
