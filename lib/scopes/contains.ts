import { levels } from './schema'
import type { Scope, ScopeOffer } from './schema'
import type { FieldProblem } from '../kernel/errors'

/**
 * What of a scope lies outside an offer, each at its field with a sentence that says how to mend it.
 * Empty when the offer contains the scope. Prefixes are compared literally, as S3 compares keys.
 */
export function outsideOffer(offer: ScopeOffer, scope: Scope): FieldProblem[] {
  if (offer.kind === 'whole-role' || scope.kind === 'whole-role')
    return offer.kind === scope.kind
      ? []
      : [{ field: 'scope', sentence: 'This entitlement offers another kind of scope. Reload the page.' }]
  const problems: FieldProblem[] = []
  const offered = offer.buckets.filter((one) => one.bucket === scope.bucket)
  const underItsKey = offered.filter((one) => one.kmsKey === scope.kmsKey)
  const prefixes = underItsKey.flatMap((one) => one.prefixes)
  if (offered.length === 0) {
    const names = offer.buckets.map((one) => one.bucket).join(', ')
    problems.push({
      field: 'scope.bucket',
      sentence: `This entitlement does not offer that bucket. It offers: ${names}.`,
    })
  } else if (underItsKey.length === 0) {
    problems.push({
      field: 'scope.bucket',
      sentence: 'This bucket’s encryption key is not the one on the form any more. Reload the page.',
    })
  } else if (!prefixes.some((prefix) => scope.prefix.startsWith(prefix))) {
    problems.push({
      field: 'scope.prefix',
      sentence: `Choose a folder under ${prefixes.join(' or ')}.`,
    })
  }
  if (!offer.levels.includes(scope.level))
    problems.push({ field: 'scope.level', sentence: `This entitlement offers: ${offer.levels.join(', ')}.` })
  if (scope.delete && !offer.delete)
    problems.push({ field: 'scope.delete', sentence: 'This entitlement does not offer deleting.' })
  return problems
}

/**
 * What of a scope reaches beyond another, each at its field. Empty when it is the same or smaller: the same bucket and
 * key, a prefix below, no higher level, no deleting that was not there.
 */
export function widerThan(before: Scope, after: Scope): FieldProblem[] {
  if (before.kind === 'whole-role' || after.kind === 'whole-role')
    return before.kind === after.kind ? [] : [{ field: 'scope', sentence: 'This is another kind of scope.' }]
  const problems: FieldProblem[] = []
  if (before.bucket !== after.bucket || before.kmsKey !== after.kmsKey)
    problems.push({
      field: 'scope.bucket',
      sentence: 'Another bucket is not smaller. Deny, and say what to ask for.',
    })
  if (!after.prefix.startsWith(before.prefix))
    problems.push({ field: 'scope.prefix', sentence: `Choose a folder under ${before.prefix}.` })
  if (levels.indexOf(after.level) > levels.indexOf(before.level))
    problems.push({ field: 'scope.level', sentence: `At most ${before.level} was asked for.` })
  if (after.delete && !before.delete)
    problems.push({ field: 'scope.delete', sentence: 'Deleting was not asked for.' })
  return problems
}
