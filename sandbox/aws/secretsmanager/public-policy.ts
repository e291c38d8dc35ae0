import type { Condition, Policy, Statement } from '../../policy'

/** Keys whose fixed value leaves no room for everybody: "The meaning of public", S3 user guide. */
const NARROWING_KEYS = new Set(
  (
    'aws:sourcearn aws:sourceaccount aws:sourcevpc aws:sourcevpce aws:sourceowner aws:sourceip aws:userid ' +
    'aws:principalarn aws:principalaccount aws:principalorgid aws:principalorgpaths'
  ).split(' '),
)
const NARROWING_OPERATORS = new Set(
  'StringEquals StringEqualsIgnoreCase StringLike ArnEquals ArnLike IpAddress'.split(' '),
)

/** An ARN whose account is spelt out, a network that is not the whole internet, or a text without wildcards. */
function isFixed(value: string): boolean {
  if (value.includes('${')) return false
  const account = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/.exec(value)?.[1]
  if (account !== undefined) return /^\d{12}$/.test(account)
  return !/[*?]/.test(value) && !/\/[0-7]$/.test(value)
}

function narrows({ operator, ifExists, set, key, values }: Condition): boolean {
  return (
    NARROWING_OPERATORS.has(operator) &&
    !ifExists &&
    set !== 'ForAllValues' &&
    NARROWING_KEYS.has(key.toLowerCase()) &&
    values.every(isFixed)
  )
}

function namesEverybody({ principals = [] }: Statement): boolean {
  return principals.some(({ type }) => type === 'everyone')
}

/** Whether a statement lets everybody in. A Deny elsewhere that narrows it again is not taken into account. */
export function isPublic({ statements }: Policy): boolean {
  return statements.some(
    (statement) =>
      statement.effect === 'Allow' && namesEverybody(statement) && !statement.conditions.some(narrows),
  )
}
