import { combine, report } from './checked'
import type { Checked, Expression, Kind, Walk } from './checked'
import { checkFunction } from './check-function'
import { checkEqual, checkIn, checkOrder } from './check-comparison'
import {
  ANY,
  areComparable,
  BOOL,
  INT,
  isNumber,
  joined,
  LENGTH_OF_TIME,
  TEXT,
  TIMESTAMP,
  typeInWords,
} from './types'
import type { Type } from './types'

type Check = (walk: Walk, part: Expression) => Checked

/** Checks operators and functions: in CEL's tree both are calls. */
export function checkCall(walk: Walk, call: Kind<'callExpr'>['value'], at: number, check: Check): Checked {
  const { function: called } = call
  const isOperator = /\W/.test(called)
  if (!isOperator) return checkFunction(walk, call, at, check)
  const parts = call.args.map((argument) => check(walk, argument))
  const [a, b, c] = parts
  if (a === undefined) return combine(ANY, at, [])
  if (b === undefined) return combine(ofOne(walk, called, a), at, parts)
  if (c !== undefined) return combine(chosen(walk, a, b, c), at, parts)
  const over = called === '@in' ? b : a
  const steps = COMPARES.has(called) ? sizeOf(over.type) : 0
  const whole = combine(ofTwo(walk, called, a, b, at), at, parts, steps)
  return steps > 0 && over.elements === undefined ? { ...whole, loops: whole.loops + 1 } : whole
}

const COMPARES = new Set(['_==_', '_!=_', '@in'])

function sizeOf(type: Type): number {
  if (type.kind === 'list') return type.most * (1 + sizeOf(type.of))
  return type.kind === 'map' ? type.most : 0
}

function ofOne(walk: Walk, operator: string, a: Checked): Type {
  if (operator === '!_') {
    needBool(walk, a, '"!"')
    return BOOL
  }
  if (isNumber(a.type)) return a.type.kind === 'int' ? INT : a.type
  if (a.type.kind !== 'any') report(walk, a.from, `This is ${typeInWords(a.type)}; "-" needs a number.`)
  return ANY
}

function chosen(walk: Walk, condition: Checked, yes: Checked, no: Checked): Type {
  needBool(walk, condition, '"?"')
  const type = joined(yes.type, no.type)
  if (type === undefined)
    report(
      walk,
      no.from,
      `Both sides of ":" must be of one kind: this is ${typeInWords(no.type)}, the other ${typeInWords(yes.type)}.`,
    )
  return type ?? ANY
}

function needBool(walk: Walk, { type, from }: Checked, by: string): void {
  if (type.kind !== 'bool' && type.kind !== 'any')
    report(walk, from, `This is ${typeInWords(type)}, but ${by} needs true or false.`)
}

function ofTwo(walk: Walk, operator: string, a: Checked, b: Checked, at: number): Type {
  switch (operator) {
    case '_&&_':
    case '_||_':
      for (const part of [a, b]) needBool(walk, part, `"${operator.slice(1, -1)}"`)
      return BOOL
    case '_==_':
    case '_!=_':
      checkEqual(walk, a, b, at)
      return BOOL
    case '_<_':
    case '_<=_':
    case '_>_':
    case '_>=_':
      checkOrder(walk, operator.slice(1, -1), a, b, at)
      return BOOL
    case '@in':
      checkIn(walk, a, b, at)
      return BOOL
    case '_[_]':
      return indexed(walk, a, b)
    default:
      return reckoned(walk, operator.slice(1, -1), a, b, at)
  }
}

function indexed(walk: Walk, of: Checked, by: Checked): Type {
  const { type } = of
  if (type.kind === 'any') return ANY
  if (type.kind === 'list' || type.kind === 'map') {
    const keys = type.kind === 'map' ? type.keys : INT
    if (!areComparable(keys, by.type) || by.type.kind === 'double')
      report(walk, by.from, `This is ${typeInWords(by.type)}, but here stands ${typeInWords(keys)}.`)
    return type.of
  }
  report(
    walk,
    by.from,
    type.kind === 'facts'
      ? 'Write a field after a ".".'
      : `This is ${typeInWords(type)}, not a list or a map.`,
  )
  return ANY
}

// What `+`, `-` and so on give; nothing else can be reckoned with.
function reckoned(walk: Walk, sign: string, a: Checked, b: Checked, at: number): Type {
  const [left, right] = [a.type.kind, b.type.kind]
  if (left === 'any' || right === 'any') return ANY
  if (left === 'int' && right === 'int') return INT
  if (left === 'double' && right === 'double' && sign !== '%') return a.type
  const pair = `${left} ${sign} ${right}`
  const times = TIMES[pair]
  if (times !== undefined) return times
  if (pair === 'text + text') return TEXT
  if (a.type.kind === 'list' && b.type.kind === 'list' && sign === '+') {
    const type = joined(a.type, b.type)
    if (type?.kind === 'list') return { ...type, most: a.type.most + b.type.most }
  }
  const hint = isNumber(a.type) && isNumber(b.type) ? ' Write both with decimals or both without.' : ''
  report(walk, at, `"${sign}" cannot join ${typeInWords(a.type)} and ${typeInWords(b.type)}.${hint}`)
  return ANY
}

const TIMES: Readonly<Record<string, Type>> = {
  'timestamp + length of time': TIMESTAMP,
  'length of time + timestamp': TIMESTAMP,
  'timestamp - length of time': TIMESTAMP,
  'timestamp - timestamp': LENGTH_OF_TIME,
  'length of time + length of time': LENGTH_OF_TIME,
  'length of time - length of time': LENGTH_OF_TIME,
}
