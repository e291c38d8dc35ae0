import { levelLabel } from '../scopes/words'
import { deliveriesOf } from '../scopes/deliveries'
import type { Delivery } from '../scopes/deliveries'
import type { EntitlementDefinition, EntitlementForm, EntitlementSummary, EntitlementVersion } from './schema'

type Rule = EntitlementDefinition['mayRequest']

/** "finance-approvers or carla": the people whom a rule names. */
export function ruleInWords(rule: Rule): string {
  return [...rule.groups, ...rule.people].join(' or ')
}

/** "finance-approvers" or, where two versions of a policy judge, "finance-approvers, who also has to be in security". */
export function rulesInWords(rules: readonly Rule[]): string {
  return rules.map(ruleInWords).join(', who also has to be in ')
}

/** "1 of finance-approvers, then 2 of security". */
export function approvalInWords(stages: readonly { required: number; approvers: Rule }[]): string {
  return stages.map((stage) => `${String(stage.required)} of ${ruleInWords(stage.approvers)}`).join(', then ')
}

const DELIVERY_LABELS: Record<Delivery, string> = {
  console: 'console',
  terminal: 'terminal',
  secret: 'secret',
}

/** "console": a delivery by name. */
export function deliveryLabel(delivery: Delivery): string {
  return DELIVERY_LABELS[delivery]
}

/** "console, terminal, secret SensitiveS3 (read by EC2Normal)": how sessions reach their user. */
export function deliveriesInWords(
  wished: readonly Delivery[],
  secret: { name: string; reader: string } | undefined,
): string {
  return wished
    .map((one) => (one === 'secret' && secret !== undefined ? secretInWords(secret) : deliveryLabel(one)))
    .join(', ')
}

/** "secret SensitiveS3 (read by EC2Normal)". `reader` is a role's name or ARN. */
function secretInWords({ name, reader }: { name: string; reader: string }): string {
  return `secret ${name} (read by ${reader.replace(/^arn:[^/]*:role\//, '')})`
}

/** "finance-reports (2026/): read": what an entitlement offers, shortly. */
export function offerInWords(offer: EntitlementDefinition['scope']): string {
  if (offer.kind === 'whole-role') return 'whole role'
  const buckets = offer.buckets.map(({ bucket, prefixes }) =>
    prefixes.includes('') ? bucket : `${bucket} (${prefixes.join(', ')})`,
  )
  return `${buckets.join(', ')}: ${offer.levels.map((level) => levelLabel(level, level === 'read-write' && offer.delete)).join(', ')}`
}

export function summaryOf({ definition }: EntitlementVersion): EntitlementSummary {
  return {
    id: definition.id,
    name: definition.name,
    description: definition.description,
    accountName: definition.account.name,
    accountId: definition.account.accountId,
    region: definition.account.region,
    role: definition.role,
    offerInWords: offerInWords(definition.scope),
    maxDurationMinutes: definition.maxDurationMinutes,
    approvalInWords: approvalInWords(definition.approval.stages),
    ownerGroup: definition.owner.group,
  }
}

export function formOf(version: EntitlementVersion): EntitlementForm {
  const { versionId, definition } = version
  const offered = definition.deliveries
  return {
    ...summaryOf(version),
    versionId,
    offer: definition.scope,
    canOutlive: definition.canOutlive,
    deliveries: deliveriesOf(offered),
    secretInWords:
      offered.secret === undefined
        ? null
        : secretInWords({ name: offered.secret.name, reader: offered.secret.readerRole }),
  }
}
