import { operators } from './operators'
import type { RequestContext } from './request-context'
import { expand, parseTemplate, type Template } from './template'
import type { Condition, Policy } from './types'

/**
 * Whether a condition holds for the request.
 * Rules: IAM User Guide, "Condition operators": an absent key makes a condition false, a negated one true, and any with
 * `IfExists` true; "Set operators for multivalued context keys": without a value, or with empty ones alone, `ForAllValues`
 * is true and `ForAnyValue` false, negated ones too. What happens to several values without a set operator is not
 * documented: here they match no value.
 */
export function holds(condition: Condition, context: RequestContext, version: Policy['version']): boolean {
  if (condition.operator === 'Null') return isNull(condition, context)
  const operator = operators.get(condition.operator)
  if (operator === undefined) return false
  const given = context.all(condition.key)
  if (given.length === 0 && condition.ifExists) return true
  if (condition.set && given.every((value) => value === '')) return condition.set === 'ForAllValues'
  if (given.length === 0) return operator.negated
  const written = condition.values.map((value) => expandValue(value, context, version))
  // "Principal key values": a variable without a value makes the statement invalid, so "does not match" is not claimed.
  if (operator.negated && written.includes(undefined)) return false
  const matches = (value: string) => written.some((item) => item && operator.matches(value, item))
  const holdsFor = (value: string) => matches(value) !== operator.negated
  if (condition.set === 'ForAllValues') return given.every(holdsFor)
  if (condition.set === 'ForAnyValue' || given.length === 1) return given.some(holdsFor)
  return operator.negated
}

function expandValue(
  value: string,
  context: RequestContext,
  version: Policy['version'],
): Template | undefined {
  const template = parseTemplate(value, version)
  return template && expand(template, context)
}

function isNull(condition: Condition, context: RequestContext): boolean {
  return condition.values.some((value) => (value.toLowerCase() === 'true') !== context.has(condition.key))
}
