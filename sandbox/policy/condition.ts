import { operators } from './operators'
import type { RequestContext } from './request-context'
import { expand, parseTemplate, type Template } from './template'
import type { Condition, Policy } from './types'

/**
 * Whether a condition holds for the request.
 * Rule: IAM User Guide, "Condition operators": an absent key makes a condition false, a negated one true, and any with
 * `IfExists` true. A key with several values requires a set operator ("Single-valued vs. multivalued context keys"); what
 * happens without one is not documented: here it matches no value.
 */
export function holds(condition: Condition, context: RequestContext, version: Policy['version']): boolean {
  if (condition.operator === 'Null') return isNull(condition, context)
  const operator = operators.get(condition.operator)
  if (operator === undefined) return false
  const given = context.all(condition.key)
  if (given.length === 0) return condition.ifExists || operator.negated
  const written = condition.values.map((value) => expandValue(value, context, version))
  const matched =
    given.length === 1 && written.some((value) => value && operator.matches(given[0] ?? '', value))
  if (!operator.negated) return matched
  // "Principal key values": a variable without a value makes the statement invalid, so "does not match" is not claimed.
  return !matched && !written.includes(undefined)
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
