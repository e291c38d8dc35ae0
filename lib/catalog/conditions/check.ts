import { checkCall } from './check-call'
import { combine, report } from './checked'
import type { Checked, Expression, Kind, Parsed, Walk } from './checked'
import { checkMacro } from './check-macro'
import { declared } from './declared'
import type { ConditionMistake } from './mistake'
import { suggest } from './mistake'
import { BLANK } from './tokens'
import { ANY, BOOL, INT, joined, TEXT, typeInWords } from './types'
import type { Type } from './types'

/** Above this an evaluation would no longer be over in an instant. */
const MOST_STEPS = 2_000_000

/**
 * Walks over a parsed condition with the types of the facts. Types that cannot be known pass; what is certainly wrong
 * is a mistake. `loops` says how many passes over lists stand within each other.
 */
export function checkParsed(text: string, parsed: Parsed): { mistakes: ConditionMistake[]; loops: number } {
  const walk: Walk = { text, parsed, mistakes: [], names: declared }
  const { type, steps, loops, from } = check(walk, parsed.expr)
  if (type.kind !== 'bool' && type.kind !== 'any')
    report(walk, from, `This is ${typeInWords(type)}, but a condition says true or false.`)
  if (steps > MOST_STEPS)
    report(walk, from, 'This takes too many steps: put fewer macros over lists into each other.')
  return { mistakes: walk.mistakes.sort((a, b) => a.offset - b.offset), loops }
}

/** Where a part stands; the parser takes the blanks before some operators for a part of them. */
function placeOf({ text, parsed }: Walk, { id }: Expression): number {
  const at = parsed.sourceInfo?.positions[String(id)] ?? 0
  BLANK.lastIndex = at
  return at + (BLANK.exec(text)?.[0].length ?? 0)
}

/** Checks one part of a condition and everything in it. */
function check(walk: Walk, part: Expression): Checked {
  const at = placeOf(walk, part)
  const { exprKind } = part
  switch (exprKind.case) {
    case 'constExpr':
      return constant(walk, exprKind.value, at)
    case 'identExpr':
      return combine(name(walk, exprKind.value.name, at), at, [])
    case 'selectExpr':
      return select(walk, exprKind.value, at, dotOf(walk, part, at))
    case 'listExpr':
      return list(walk, exprKind.value, at)
    case 'structExpr':
      return map(walk, exprKind.value, at)
    case 'callExpr':
      return checkCall(walk, exprKind.value, at, check)
    case 'comprehensionExpr':
      return checkMacro(walk, part, exprKind.value, at, check)
    case undefined:
      report(walk, at, 'This cannot be read.')
      return combine(ANY, at, [])
  }
}

function constant(walk: Walk, { constantKind }: Kind<'constExpr'>['value'], at: number): Checked {
  const is = (type: Type) => combine(type, at, [])
  switch (constantKind.case) {
    case 'boolValue':
      return is(BOOL)
    case 'stringValue':
      return { ...is({ kind: 'text', only: [constantKind.value] }), literal: constantKind.value }
    case 'doubleValue':
      return is({ kind: 'double' })
    case 'nullValue':
      return is({ kind: 'null' })
    case 'int64Value': {
      const { value } = constantKind
      if (BigInt.asIntN(64, value) !== value) report(walk, at, 'This number is too large.')
      return is({ kind: 'int', from: value, to: value })
    }
    default:
      report(walk, at, 'Bytes and unsigned numbers are not used here. Write a text or a plain number.')
      return is(ANY)
  }
}

function name(walk: Walk, wanted: string, at: number): Type {
  const type = walk.names.get(wanted)
  if (type === undefined)
    report(walk, at, `There is no "${wanted}". ${suggest(wanted, [...walk.names.keys()])}`)
  return type ?? ANY
}

/** Where the dot before a field stands: within `has(…)` that is not where the part begins. */
function dotOf(walk: Walk, part: Expression, at: number): number {
  const has = walk.parsed.sourceInfo?.macroCalls[String(part.id)]?.exprKind
  const field = has?.case === 'callExpr' ? has.value.args[0] : undefined
  return field === undefined ? at : placeOf(walk, field)
}

function select(walk: Walk, value: Kind<'selectExpr'>['value'], at: number, dot: number): Checked {
  if (value.operand === undefined) return combine(ANY, at, [])
  const operand = check(walk, value.operand)
  const found = fieldOf(walk, operand, value.field, walk.text.indexOf(value.field, dot))
  return combine(value.testOnly ? BOOL : found, at, [operand])
}

/** The type of a field; reports a field that cannot be there. */
function fieldOf(walk: Walk, { type }: Checked, field: string, offset: number): Type {
  if (type.kind === 'any') return ANY
  if (type.kind === 'map' && (type.keys.kind === 'text' || type.keys.kind === 'any')) return type.of
  const known = type.kind === 'facts' ? Object.keys(type.fields) : []
  const found = type.kind === 'facts' && Object.hasOwn(type.fields, field) ? type.fields[field] : undefined
  if (type.kind === 'facts' && found === undefined)
    report(walk, offset, `"${type.name}" has no "${field}". ${suggest(field, known)}`)
  else if (found === undefined) report(walk, offset, `This is ${typeInWords(type)}, which has no fields.`)
  return found ?? ANY
}

function list(walk: Walk, { elements }: Kind<'listExpr'>['value'], at: number): Checked {
  const checked = elements.map((element) => check(walk, element))
  const of = typeOfAll(walk, checked, 'The elements of a list must all be of one kind')
  return { ...combine({ kind: 'list', of, most: elements.length }, at, checked), elements: checked }
}

function map(walk: Walk, { entries, messageName }: Kind<'structExpr'>['value'], at: number): Checked {
  if (messageName !== '') report(walk, at, `There is no "${messageName}" that could be made here.`)
  const keys: Checked[] = []
  const values: Checked[] = []
  for (const { keyKind, value } of entries) {
    if (keyKind.case === 'mapKey') keys.push(check(walk, keyKind.value))
    if (value !== undefined) values.push(check(walk, value))
  }
  for (const { type, from } of keys)
    if (joined(type, TEXT) === undefined && joined(type, INT) === undefined)
      report(walk, from, 'The key of a map is a text or a whole number.')
  const type: Type = {
    kind: 'map',
    keys: typeOfAll(walk, keys, 'The keys of a map must all be of one kind'),
    of: typeOfAll(walk, values, 'The values of a map must all be of one kind'),
    most: entries.length,
  }
  return combine(type, at, [...keys, ...values])
}

function typeOfAll(walk: Walk, parts: readonly Checked[], sentence: string): Type {
  let all: Type = ANY
  for (const { type, from } of parts) {
    const both = joined(all, type)
    if (both === undefined)
      report(walk, from, `${sentence}: this is ${typeInWords(type)}, before it stands ${typeInWords(all)}.`)
    all = both ?? ANY
  }
  return all
}
