import { durationInWords } from '../kernel/durations'
import type { PeopleRule } from '../identity/schema'
import { levelLabel } from '../scopes/words'
import { deliveriesOf } from '../scopes/deliveries'
import type { Delivery } from '../scopes/deliveries'
import type { ApprovalPolicy, Approvers, PolicyRule, Stage } from './policy-schema'
import type { EntitlementDefinition, EntitlementForm, EntitlementSummary, EntitlementVersion } from './schema'

type Rule = PeopleRule

/** "finance-approvers or carla": the people whom a rule names. */
export function ruleInWords(rule: Rule): string {
  return [...rule.groups, ...rule.people].join(' or ')
}

/** "finance-approvers" or, where two versions of a policy judge, "finance-approvers, who also has to be in security". */
export function rulesInWords(rules: readonly Rule[]): string {
  return rules.map(ruleInWords).join(', who also has to be in ')
}

/** "1 of finance-approvers, then 2 of security; rules may change it". */
export function approvalInWords({ stages, rules }: Pick<ApprovalPolicy, 'stages' | 'rules'>): string {
  if (stages.length === 0) return 'as the rules of its policy say'
  return `${stages.map(neededInWords).join(', then ')}${rules.length === 0 ? '' : '; rules may change it'}`
}

/** "2 of security": how many of whom a stage asks for. */
function neededInWords({ required, approvers }: Stage): string {
  return `${String(required)} of ${approversInWords(approvers)}`
}

/** "finance-approvers or the requester’s manager": who decides at a stage, before it is known who asks. */
function approversInWords({ groups, people, owner, manager }: Approvers): string {
  const who = [...groups, ...people]
  if (owner === true) who.push('the owner’s group')
  if (manager === true) who.push('the requester’s manager')
  return who.join(' or ')
}

/** An approval policy in plain words, a sentence each: stages, rules with their conditions, limits, extension, break-glass. */
export function policyInWords({
  stages,
  rules,
  pending,
  extension,
  breakGlass,
  zone,
}: ApprovalPolicy): string[] {
  const { limitMinutes, remindAfterMinutes, escalate } = pending
  return [
    ...stages.map((stage, index) => `Stage ${String(index + 1)}, “${stage.name}”: ${neededInWords(stage)}.`),
    ...(stages.length === 0 ? ['No stage applies to every request: the rules say who decides.'] : []),
    ...rules.map((rule) => `Rule “${rule.name}” ${listInWords(effectsInWords(rule))} when ${rule.when}`),
    ...(rules.length === 0
      ? []
      : [`Rules read day and hour in the zone ${zone}. All that apply count together.`]),
    `A request may wait ${durationInWords(limitMinutes)}; then it lapses.`,
    ...(remindAfterMinutes === undefined
      ? []
      : [`Approvers are reminded after ${durationInWords(remindAfterMinutes)}.`]),
    ...(escalate === undefined
      ? []
      : [`After ${durationInWords(escalate.afterMinutes)} also ${ruleInWords(escalate.to)} may decide.`]),
    extension === undefined
      ? 'A grant cannot be extended.'
      : `A running grant can be extended, to ${durationInWords(extension.totalMinutes)} in all.`,
    ...(breakGlass === undefined ? [] : [breakGlassSentence(breakGlass)]),
  ]
}

/** "approves at once", "adds the stage “Security” (1 of security)": what a rule does where its condition holds. */
export function effectsInWords(rule: PolicyRule): string[] {
  const { requesterMinutes, approverMinutes } = rule.freshSignIn ?? {}
  const effects = [
    rule.refuse !== undefined && `refuses: “${rule.refuse}”`,
    rule.autoApprove === true && 'approves at once',
    rule.stages !== undefined &&
      `adds ${rule.stages.map((stage) => `the stage “${stage.name}” (${neededInWords(stage)})`).join(' and ')}`,
    rule.ticket === true && 'asks for a ticket',
    requesterMinutes !== undefined &&
      `asks the requester to have signed in within ${durationInWords(requesterMinutes)}`,
    approverMinutes !== undefined &&
      `asks approvers to have signed in within ${durationInWords(approverMinutes)}`,
    rule.longestMinutes !== undefined && `allows at most ${durationInWords(rule.longestMinutes)}`,
  ]
  return effects.filter((effect) => effect !== false)
}

function breakGlassSentence({
  longestMinutes,
  tell,
  review,
}: NonNullable<ApprovalPolicy['breakGlass']>): string {
  const { by, withinMinutes, escalateTo } = review
  const overdue = escalateTo === undefined ? '' : `; when that is overdue, also ${ruleInWords(escalateTo)}`
  return `Break-glass gives access at once for up to ${durationInWords(longestMinutes)}: ${everybodyInWords(tell)} are told, and ${ruleInWords(by)} review it within ${durationInWords(withinMinutes)}${overdue}.`
}

/** "finance-approvers and carla": all whom a rule names together. */
function everybodyInWords({ groups, people }: Rule): string {
  return listInWords([...groups, ...people])
}

/** "a, b and c". */
function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
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
    approvalInWords: approvalInWords(definition.approval),
    ownerGroup: definition.owner.group,
  }
}

export function formOf(version: EntitlementVersion): EntitlementForm {
  const { versionId, definition } = version
  const offered = definition.deliveries
  return {
    ...summaryOf(version),
    versionId,
    policyInWords: policyInWords(definition.approval),
    breakGlass: breakGlassOf(definition.approval),
    offer: definition.scope,
    canOutlive: definition.canOutlive,
    deliveries: deliveriesOf(offered),
    secretInWords:
      offered.secret === undefined
        ? null
        : secretInWords({ name: offered.secret.name, reader: offered.secret.readerRole }),
  }
}

function breakGlassOf({ breakGlass }: ApprovalPolicy): EntitlementForm['breakGlass'] {
  if (breakGlass === undefined) return null
  const { longestMinutes, tell, review } = breakGlass
  return {
    longestMinutes,
    tellInWords: everybodyInWords(tell),
    reviewersInWords: ruleInWords(review.by),
    reviewMinutes: review.withinMinutes,
  }
}
