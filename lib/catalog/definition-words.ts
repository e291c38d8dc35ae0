import type { PeopleRule } from '../identity/schema'
import { durationInWords } from '../kernel/durations'
import { deliveriesOf } from '../scopes/deliveries'
import { levelLabel } from '../scopes/words'
import type { FieldChange } from './change-schema'
import type { PolicyRule, Stage } from './policy-schema'
import type { EntitlementDefinition } from './schema'

/** One thing that a definition says. Facts of two versions with one key are compared. */
export type DefinitionFact = { key: string; label: string; text: string }

/** All that an entitlement's definition says, in words, in the order of pages. */
export function factsOfDefinition(definition: EntitlementDefinition): DefinitionFact[] {
  const { name, description, role, roleMaxSessionMinutes, owner, mayRequest, canOutlive } = definition
  return withOwnKeys([
    fact('Name', name),
    fact('Description', description),
    ...accountFacts(definition),
    fact('Role', role),
    fact('Longest session of the role', durationInWords(roleMaxSessionMinutes)),
    fact('Owner', owner.group),
    fact('Who may ask', peopleInWords(mayRequest)),
    ...scopeFacts(definition.scope),
    fact('Longest duration', durationInWords(definition.maxDurationMinutes)),
    fact('May outlive its grant', canOutlive ? 'yes' : 'no'),
    ...deliveryFacts(definition),
    ...policyFacts(definition.approval),
  ])
}

/** What two definitions say differently, in words. What only one has stands beside null. */
export function fieldChanges(
  before: EntitlementDefinition | null,
  after: EntitlementDefinition | null,
): FieldChange[] {
  const [were, are] = [before, after].map((one) => (one === null ? [] : factsOfDefinition(one)))
  const old = new Map(were?.map((one) => [one.key, one]))
  const changes = (are ?? []).flatMap(({ key, label, text }) => {
    const was = old.get(key)?.text ?? null
    old.delete(key)
    return was === text ? [] : [{ label, before: was, after: text }]
  })
  return [...changes, ...[...old.values()].map(({ label, text }) => ({ label, before: text, after: null }))]
}

const fact = (label: string, text: string): DefinitionFact => ({ key: label, label, text })

/** Where one key would stand twice, the second is another. */
function withOwnKeys(facts: readonly DefinitionFact[]): DefinitionFact[] {
  const seen = new Map<string, number>()
  return facts.map((one) => {
    const count = (seen.get(one.key) ?? 0) + 1
    seen.set(one.key, count)
    return count === 1 ? one : { ...one, key: `${one.key} #${String(count)}` }
  })
}

function accountFacts({ account }: EntitlementDefinition): DefinitionFact[] {
  const { name, id, accountId, provider, partition, region, externalId, secretWriterRole, tags } = account
  return [
    fact(
      'Account',
      `${name} (${id}): ${provider} ${accountId}${partition === 'aws' ? '' : ` (${partition})`}, ${region}`,
    ),
    ...(externalId === undefined ? [] : [fact('External id', externalId)]),
    ...(secretWriterRole === undefined ? [] : [fact('Role that writes secrets', secretWriterRole)]),
    ...Object.entries(tags)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => fact(`Account’s tag “${key}”`, value)),
  ]
}

function scopeFacts(offer: EntitlementDefinition['scope']): DefinitionFact[] {
  if (offer.kind === 'whole-role') return [fact('Scope', 'whole role')]
  const levels = offer.levels.map((level) => levelLabel(level, level === 'read-write' && offer.delete))
  return [
    ...offer.buckets.map(({ bucket, prefixes, kmsKey }) => {
      const where = prefixes.map((prefix) => (prefix === '' ? 'all of it' : prefix)).join(', ')
      return fact(`Bucket ${bucket}`, kmsKey === undefined ? where : `${where}; key ${kmsKey}`)
    }),
    // The tick for deleting is part of the definition also where no level makes use of it.
    fact(
      'Levels',
      offer.delete && !levels.some((level) => level.includes('+'))
        ? `${levels.join(', ')} (delete)`
        : levels.join(', '),
    ),
  ]
}

function deliveryFacts({ deliveries }: EntitlementDefinition): DefinitionFact[] {
  const { secret } = deliveries
  return [
    fact('Deliveries', deliveriesOf(deliveries).join(', ')),
    ...(secret === undefined ? [] : [fact('Secret', `${secret.name}, read by ${secret.readerRole}`)]),
  ]
}

function policyFacts(policy: EntitlementDefinition['approval']): DefinitionFact[] {
  const { pending, extension, breakGlass } = policy
  const { remindAfterMinutes, escalate } = pending
  return [
    fact('Approval policy', policy.policy),
    ...policy.stages.map((stage, index) => fact(`Stage ${String(index + 1)}`, stageInWords(stage))),
    ...policy.rules.map((rule) => fact(`Rule “${rule.name}”`, ruleOfPolicyInWords(rule))),
    fact('Order of rules', policy.rules.map(({ name }) => name).join(', ') || 'none'),
    fact('Time zone of conditions', policy.zone),
    fact('A request may wait', durationInWords(pending.limitMinutes)),
    ...(remindAfterMinutes === undefined
      ? []
      : [fact('Approvers are reminded', `after ${durationInWords(remindAfterMinutes)}`)]),
    ...(escalate === undefined
      ? []
      : [
          fact(
            'Others decide too',
            `after ${durationInWords(escalate.afterMinutes)}: ${peopleInWords(escalate.to)}`,
          ),
        ]),
    ...(extension === undefined
      ? []
      : [fact('Can be extended', `to ${durationInWords(extension.totalMinutes)} in all`)]),
    ...(breakGlass === undefined ? [] : breakGlassFacts(breakGlass)),
  ]
}

function breakGlassFacts({
  longestMinutes,
  tell,
  review,
}: NonNullable<EntitlementDefinition['approval']['breakGlass']>): DefinitionFact[] {
  return [
    fact('Break-glass', `up to ${durationInWords(longestMinutes)}`),
    fact('Told of break-glass', peopleInWords(tell)),
    fact(
      'Review of break-glass',
      `by ${peopleInWords(review.by)} within ${durationInWords(review.withinMinutes)}`,
    ),
    ...(review.escalateTo === undefined
      ? []
      : [fact('Overdue reviews go to', peopleInWords(review.escalateTo))]),
  ]
}

function ruleOfPolicyInWords({ when, stages, freshSignIn, ...rule }: PolicyRule): string {
  const { requesterMinutes, approverMinutes } = freshSignIn ?? {}
  const effects = [
    rule.refuse !== undefined && `refuse: “${rule.refuse}”`,
    rule.autoApprove === true && 'approve at once',
    stages !== undefined && `add ${stages.map(stageInWords).join(', then ')}`,
    rule.ticket === true && 'ask for a ticket',
    requesterMinutes !== undefined && `requester signed in within ${durationInWords(requesterMinutes)}`,
    approverMinutes !== undefined && `approvers signed in within ${durationInWords(approverMinutes)}`,
    rule.longestMinutes !== undefined && `at most ${durationInWords(rule.longestMinutes)}`,
  ]
  return `when ${when}: ${effects.filter((effect) => effect !== false).join('; ')}`
}

function stageInWords({ name, required, approvers }: Stage): string {
  const { groups, people, owner, manager } = approvers
  const who = [
    ...groups,
    ...people,
    ...(owner === true ? ['the owner'] : []),
    ...(manager === true ? ['the requester’s manager'] : []),
  ]
  return `“${name}”: ${String(required)} of ${who.join(' or ')}`
}

function peopleInWords({ groups, people }: PeopleRule): string {
  return [...groups, ...people].join(' or ')
}
