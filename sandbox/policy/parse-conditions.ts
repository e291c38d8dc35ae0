import { PolicyError, type Place, syntaxError } from './errors'
import { acceptsNullValue, operators } from './operators'
import { parseTemplate } from './template'
import type { Condition, SetOperator } from './types'
import { isRecord } from './values'

const setOperators: SetOperator[] = ['ForAllValues', 'ForAnyValue']

/** Reads `Condition`: operator → key → values. An operator that is not known here is refused by name. */
export function parseConditions(written: unknown, place: Place): Condition[] {
  if (written === undefined) return []
  if (!isRecord(written)) throw syntaxError(place, 'Condition must be an object.')
  return Object.entries(written).flatMap(([operator, keys]) => parseOperator(operator, keys, place))
}

function parseOperator(written: string, keys: unknown, place: Place): Condition[] {
  const { set, operator, ifExists } = takeApart(written)
  const plainNull = operator === 'Null' && !ifExists && set === undefined
  const accepts = plainNull ? acceptsNullValue : operators.get(operator)?.accepts
  if (accepts === undefined) {
    throw syntaxError(place, `Invalid Condition type : ${written}. The sandbox does not know this operator.`)
  }
  if (!isRecord(keys)) throw syntaxError(place, `${written} must be an object of condition keys.`)
  return Object.entries(keys).map(([key, value]) => {
    checkKey(key, place)
    const values = parseValues(value, place)
    for (const item of values) {
      const template = parseTemplate(item, place.version)
      if (!template || !accepts(template))
        throw syntaxError(place, `the value "${item}" does not suit ${written}.`)
    }
    return { ...(set && { set }), operator, ifExists, key, values }
  })
}

/** `ForAllValues:StringLikeIfExists` is a set operator, an operator and a suffix. */
function takeApart(written: string): Pick<Condition, 'set' | 'operator' | 'ifExists'> {
  const [, prefix, operator = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/s.exec(written) ?? []
  const set = setOperators.find((name) => name === prefix)
  return { ...(set && { set }), operator, ifExists: suffix !== undefined }
}

/** Keys of OIDC providers begin with a host name and may hold slashes. */
function checkKey(key: string, place: Place): void {
  if (/^[\w.\-/]+:\S.*$/.test(key)) return
  throw new PolicyError(
    place.kind,
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  )
}

/** Rule: grammar, `condition_value`: strings, numbers and booleans; the quotation marks are optional for the latter. */
function parseValues(written: unknown, place: Place): string[] {
  const list: unknown[] = Array.isArray(written) ? written : [written]
  if (list.length === 0) throw syntaxError(place, 'a condition key must have a value.')
  return list.map((value) => {
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw syntaxError(place, 'a condition value must be a string, a number or a boolean.')
  })
}
