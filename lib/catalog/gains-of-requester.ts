import { durationInWords } from '../kernel/durations'
import { deliveriesOf } from '../scopes/deliveries'
import type { ScopeOffer } from '../scopes/schema'
import type { Gainer } from './gainers'
import { mayBeNamed } from './gainers'
import { looserRules, stagesAsStrict } from './stricter'
import type { EntitlementDefinition } from './schema'

type Definition = EntitlementDefinition

/** What somebody who may ask for the entitlement afterwards gains by it, each in a sentence. */
export function requesterGains(gainer: Gainer, before: Definition | null, after: Definition): string[] {
  if (!mayBeNamed(gainer, after.mayRequest)) return []
  if (before === null) return ['You could ask for it: it is not offered now.']
  if (!mayBeNamed(gainer, before.mayRequest)) return ['You could ask for it, and cannot now.']
  return [
    ...rightsGains(before, after),
    ...limitGains(before, after),
    ...approvalGains(before, after),
    ...breakGlassGains(before, after),
  ]
}

function rightsGains(before: Definition, after: Definition): string[] {
  const reach = ({ account, role }: Definition) =>
    [account.partition, account.accountId, account.region, role].join(' ')
  const added = deliveriesOf(after.deliveries).filter((one) => !deliveriesOf(before.deliveries).includes(one))
  const secret = ({ deliveries }: Definition) => JSON.stringify(deliveries.secret ?? null)
  return sentences([
    [reach(before) !== reach(after), 'What you ask for would lead to another role, account or Region.'],
    [!offerWithin(before.scope, after.scope), 'You could ask for a wider scope.'],
    [added.length > 0, `You could use it in another way: ${added.join(', ')}.`],
    [
      !added.includes('secret') && after.deliveries.secret !== undefined && secret(before) !== secret(after),
      'It would fill another secret, or for another reader.',
    ],
    [after.canOutlive && !before.canOutlive, 'What you do with it could outlive its grant.'],
  ])
}

function limitGains(before: Definition, after: Definition): string[] {
  const longer = (label: string, was: number | undefined, is: number | undefined): string[] =>
    is === undefined || (was !== undefined && is <= was)
      ? []
      : [
          `${label}: ${durationInWords(is)} instead of ${was === undefined ? 'not at all' : durationInWords(was)}.`,
        ]
  const [were, are] = [before.approval, after.approval]
  return [
    ...longer('You could have it for longer', before.maxDurationMinutes, after.maxDurationMinutes),
    ...longer('Each session could be longer', before.roleMaxSessionMinutes, after.roleMaxSessionMinutes),
    ...longer('You could extend it to more', were.extension?.totalMinutes, are.extension?.totalMinutes),
    ...longer('Your requests could wait for longer', were.pending.limitMinutes, are.pending.limitMinutes),
    ...longer(
      'You could break glass for longer',
      were.breakGlass?.longestMinutes,
      are.breakGlass?.longestMinutes,
    ),
  ]
}

function approvalGains(before: Definition, after: Definition): string[] {
  const side = (definition: Definition) => ({ definition, stages: definition.approval.stages })
  const looser = looserRules(before, after)
  const { escalate: old } = before.approval.pending
  const { escalate } = after.approval.pending
  return sentences([
    [
      !stagesAsStrict(side(before), side(after)),
      'Your requests may be easier to have approved: the stages are others.',
    ],
    [
      looser.length > 0,
      `Your requests may be easier to have approved, by what changes of ${looser.map((name) => `“${name}”`).join(', ')}.`,
    ],
    [
      escalate !== undefined && JSON.stringify(escalate) !== JSON.stringify(old),
      'Others could decide on your requests after a while, or sooner.',
    ],
  ])
}

function breakGlassGains(before: Definition, after: Definition): string[] {
  const [was, is] = [before.approval.breakGlass, after.approval.breakGlass]
  if (was === undefined || is === undefined) return []
  const tellsAll =
    was.tell.groups.every((group) => is.tell.groups.includes(group)) &&
    was.tell.people.every((handle) => is.tell.people.includes(handle))
  return sentences([
    [!tellsAll, 'Fewer would be told when you break glass.'],
    [
      JSON.stringify([was.review.by, was.review.escalateTo]) !==
        JSON.stringify([is.review.by, is.review.escalateTo]),
      'Others would review your breaking glass.',
    ],
    [is.review.withinMinutes > was.review.withinMinutes, 'Your breaking glass would be reviewed later.'],
  ])
}

/** Whether all that an offer holds was in another one. */
function offerWithin(outer: ScopeOffer, inner: ScopeOffer): boolean {
  if (outer.kind === 'whole-role' || inner.kind === 'whole-role') return outer.kind === inner.kind
  const bucketsWithin = inner.buckets.every(({ bucket, kmsKey, prefixes }) => {
    const offered = outer.buckets
      .filter((one) => one.bucket === bucket && one.kmsKey === kmsKey)
      .flatMap((one) => one.prefixes)
    return prefixes.every((prefix) => offered.some((one) => prefix.startsWith(one)))
  })
  return (
    bucketsWithin &&
    inner.levels.every((level) => outer.levels.includes(level)) &&
    (!inner.delete || outer.delete)
  )
}

function sentences(facts: readonly (readonly [boolean, string])[]): string[] {
  return facts.flatMap(([holds, sentence]) => (holds ? [sentence] : []))
}
