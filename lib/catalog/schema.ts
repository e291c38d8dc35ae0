import { z } from 'zod'
import { scopeOfferSchema } from '../scopes/schema'
import type { Delivery } from '../scopes/deliveries'
import { deliveryOfferSchema, rolePath } from '../scopes/deliveries'
import { approvalPolicySchema, peopleRuleSchema, slug } from './policy-schema'

const ACCOUNT_ID_MISTAKE = 'An AWS account id has twelve digits; write it in quotes.'

export const accountSchema = z.strictObject({
  id: slug,
  name: z.string().min(1).max(80),
  provider: z.literal('aws'),
  accountId: z.string(ACCOUNT_ID_MISTAKE).regex(/^\d{12}$/, ACCOUNT_ID_MISTAKE),
  partition: z.enum(['aws', 'aws-us-gov', 'aws-cn']).default('aws'),
  region: z
    .string()
    .regex(/^[a-z]{2,5}(-[a-z]+)+-\d$/, 'This is not the name of a Region, such as eu-central-1.'),
  externalId: z
    .string()
    .regex(
      /^[\w+=,.@:/-]{2,1224}$/,
      'An external id has 2 to 1,224 of the characters A-Z a-z 0-9 _ + = , . @ : / -',
    )
    .optional(),
  /** The role by which the worker writes this account's secrets; left out where the worker itself is at home there. */
  secretWriterRole: rolePath.optional(),
  /** What conditions of approval policies can ask for, as in `account.tags.stage == "production"`. */
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
})

export type Account = z.output<typeof accountSchema>

/**
 * An entitlement with everything resolved (account, policy's stages): what one version consists of. Its canonical text
 * is the version, and that text's hash its id.
 */
export const entitlementDefinition = z.strictObject({
  id: slug,
  name: z.string().min(1).max(80),
  description: z.string().min(1).max(500),
  account: accountSchema,
  /** The role's name with its path, as in `daypass/SensitiveS3Access`. */
  role: rolePath,
  roleMaxSessionMinutes: z.int().min(60).max(720),
  owner: z.strictObject({ group: z.string().min(1) }),
  mayRequest: peopleRuleSchema,
  scope: scopeOfferSchema,
  maxDurationMinutes: z
    .int()
    .min(15)
    .max(60 * 24 * 30),
  canOutlive: z.boolean(),
  deliveries: deliveryOfferSchema,
  approval: approvalPolicySchema.safeExtend({ policy: slug }),
})
export type EntitlementDefinition = z.output<typeof entitlementDefinition>

/** One version of an entitlement, and whether it may still be asked for. */
export type EntitlementVersion = { versionId: string; definition: EntitlementDefinition }

/** The two versions that judge a request: rights come from the pinned one; the stricter of both decides the rest. */
export type PinnedEntitlement = {
  pinned: EntitlementVersion
  current: EntitlementVersion
  withdrawn: boolean
}

/** The ARN of a role in an account; `role` is its name with its path. */
export function roleArnOf(account: Pick<Account, 'partition' | 'accountId'>, role: string): string {
  return `arn:${account.partition}:iam::${account.accountId}:role/${role}`
}

/** An entitlement in a list. */
export type EntitlementSummary = {
  id: string
  name: string
  description: string
  accountName: string
  accountId: string
  region: string
  role: string
  /** "finance-reports (2026/): read", "whole role". */
  offerInWords: string
  maxDurationMinutes: number
  /** "1 of finance-approvers, then 1 of platform-approvers". */
  approvalInWords: string
  /** The group that answers for it. */
  ownerGroup: string
}

/** What a search of the catalogue finds for a person. */
export type FoundEntitlements = {
  /** How many match; the first of them are in `entitlements`. */
  found: number
  /** Whether there is anything that this person may ask for. */
  hasAny: boolean
  entitlements: readonly EntitlementSummary[]
}

/** What the request form needs to offer choices; the preview says what they lead to. */
export type EntitlementForm = EntitlementSummary & {
  versionId: string
  /** The approval policy in plain words, a sentence each. */
  policyInWords: readonly string[]
  /** Access at once and a review afterwards, where the policy offers it. */
  breakGlass: {
    longestMinutes: number
    tellInWords: string
    reviewersInWords: string
    reviewMinutes: number
  } | null
  offer: EntitlementDefinition['scope']
  canOutlive: boolean
  /** In the order in which the form offers them. */
  deliveries: readonly Delivery[]
  /** The secret that the delivery of this name fills, when it is offered. */
  secretInWords: string | null
}

/** What requests and grants show of their entitlement. */
export type EntitlementLabel = {
  id: string
  name: string
  accountName: string
  accountId: string
  role: string
}
