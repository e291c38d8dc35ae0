import type { Gainer } from './gainers'
import { mayBeNamed } from './gainers'
import type { PolicyRule, Stage } from './policy-schema'
import type { EntitlementDefinition } from './schema'
import { looserRules, namedAt, stagesAsStrict } from './stricter'
import type { NamedAt } from './stricter'

type Definition = EntitlementDefinition

/** A place at which a definition names people to decide, review or be told. */
type Place = { keys: readonly string[]; sentence: string; decides: boolean; who: NamedAt }

/** What somebody gains by having more to say, each in a sentence. */
export function approverGains(gainer: Gainer, before: Definition | null, after: Definition): string[] {
  const stands = ({ who }: Place) => mayBeNamed(gainer, who) || (who.manager && gainer.manages)
  const held = new Set(
    placesOf(before)
      .filter(stands)
      .flatMap(({ keys }) => keys),
  )
  const mine = placesOf(after).filter(stands)
  const added = mine.filter(({ keys }) => !keys.some((key) => held.has(key)))
  const weighsMore = before !== null && mine.some(({ decides }) => decides) && isEasier(before, after)
  return [
    ...new Set(added.map(({ sentence }) => sentence)),
    ...(comesSooner(before, after) && mine.some(({ keys }) => keys.includes('escalate'))
      ? ['You could decide sooner where others have not in time.']
      : []),
    ...(weighsMore
      ? ['Your approval would weigh more: the stages or rules beside it ask for less, or change.']
      : []),
  ]
}

function comesSooner(before: Definition | null, after: Definition): boolean {
  const [was, is] = [before?.approval.pending.escalate, after.approval.pending.escalate]
  return was !== undefined && is !== undefined && is.afterMinutes < was.afterMinutes
}

function isEasier(before: Definition, after: Definition): boolean {
  const side = (definition: Definition) => ({ definition, stages: definition.approval.stages })
  return !stagesAsStrict(side(before), side(after)) || looserRules(before, after).length > 0
}

/** A stage is the one of before that has its name or its number: one of these is enough. */
function placesOf(definition: Definition | null): Place[] {
  if (definition === null) return []
  const { owner, approval } = definition
  const { pending, breakGlass } = approval
  const nobody = { groups: [], people: [], manager: false }
  const place = (
    key: string,
    sentence: string,
    decides: boolean,
    who: Partial<NamedAt> | undefined,
  ): Place[] => (who === undefined ? [] : [{ keys: [key], sentence, decides, who: { ...nobody, ...who } }])
  const stage = (within: string, { name, approvers }: Stage, index: number): Place => ({
    keys: [`${within} number ${String(index)}`, `${within} name ${name}`],
    sentence: `You would decide at the stage “${name}”.`,
    decides: true,
    who: namedAt(approvers, definition),
  })
  const stagesOf = (rule: PolicyRule) =>
    (rule.stages ?? []).map((one, index) => stage(`rule ${rule.name} when ${rule.when}`, one, index))
  return [
    ...approval.stages.map((one, index) => stage('stage', one, index)),
    ...approval.rules.flatMap(stagesOf),
    ...place('owner', 'You would be of the group that owns it.', false, { groups: [owner.group] }),
    ...place('escalate', 'You could decide where others have not in time.', true, pending.escalate?.to),
    ...place('tell', 'You would be told when somebody breaks glass.', false, breakGlass?.tell),
    ...place('review', 'You would review breaking glass.', false, breakGlass?.review.by),
    ...place('escalate review', 'Overdue reviews would come to you.', false, breakGlass?.review.escalateTo),
  ]
}
