import { z } from 'zod'
import { approvalPolicySchema, peopleRuleSchema, slug } from './policy-schema'
import { accountSchema } from './schema'
import { deliveryOfferSchema } from '../scopes/deliveries'
import { scopeOfferSchema } from '../scopes/schema'

// The forms in which people write the catalogue; `resolve.ts` turns them into definitions.

const accountEntry = accountSchema.omit({ id: true })
const memberEntry = z.strictObject({ handle: z.string().min(1), email: z.email() })

const entitlementEntry = z.strictObject({
  name: z.string().min(1).max(80),
  description: z.string().min(1).max(500),
  account: slug,
  role: z.string(),
  roleMaxSessionMinutes: z.int().min(60).max(720).default(60),
  owner: z.strictObject({ group: z.string().min(1) }),
  mayRequest: peopleRuleSchema,
  scope: scopeOfferSchema,
  maxDurationMinutes: z
    .int()
    .min(15)
    .max(60 * 24 * 30),
  canOutlive: z.boolean().default(false),
  deliveries: deliveryOfferSchema,
  approval: slug,
})

/** One YAML file: any of the four sections; sections of all files of a folder are joined. */
export const catalogFile = z.strictObject({
  accounts: z.record(slug, accountEntry).default({}),
  approvalPolicies: z.record(slug, approvalPolicySchema).default({}),
  entitlements: z.record(slug, entitlementEntry).default({}),
  groups: z.record(z.string().min(1), z.array(memberEntry)).default({}),
})
export type CatalogFile = z.output<typeof catalogFile>
