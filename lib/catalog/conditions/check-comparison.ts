import { report } from './checked'
import type { Checked, Walk } from './checked'
import { shown, suggest } from './mistake'
import { areComparable, isNumber, typeInWords } from './types'
import type { Type } from './types'

/** `==` and `!=`: reports what can never be equal. */
export function checkEqual(walk: Walk, a: Checked, b: Checked, at: number): void {
  const wrong = neverEqual(a, b) ?? neverEqual(b, a)
  if (wrong !== undefined) report(walk, wrong.offset ?? at, wrong.sentence)
}

/** `a in b`. */
export function checkIn(walk: Walk, a: Checked, b: Checked, at: number): void {
  const { type } = b
  if (type.kind === 'any') return
  if (type.kind !== 'list' && type.kind !== 'map') {
    report(walk, at, `"in" needs a list or a map on its right; this is ${typeInWords(type)}.`)
    return
  }
  if (b.elements !== undefined) for (const element of b.elements) checkEqual(walk, a, element, at)
  else checkEqual(walk, a, { ...b, type: type.kind === 'list' ? type.of : type.keys, at }, at)
}

const ORDERED = new Set<Type['kind']>(['int', 'double', 'text', 'timestamp', 'length of time'])

/** `<`, `<=`, `>` and `>=`. */
export function checkOrder(walk: Walk, sign: string, a: Checked, b: Checked, at: number): void {
  if (a.type.kind === 'any' || b.type.kind === 'any') return
  const comparable = ORDERED.has(a.type.kind) && areComparable(a.type, b.type)
  if (!comparable) {
    const mend = isNumber(a.type) || isNumber(b.type) ? ' Write numbers without quotes.' : ''
    report(walk, at, `"${sign}" cannot compare ${typeInWords(a.type)} with ${typeInWords(b.type)}.${mend}`)
    return
  }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { type } = one
    if (type.kind === 'text' && type.only !== undefined && one.literal === undefined) {
      report(
        walk,
        at,
        `"${sign}" would go by the alphabet here. Name the values that are meant: "in [${quoted(type.only.slice(0, 2))}]".`,
      )
      return
    }
    const wrong = formMistake(type, other)
    if (wrong !== undefined) report(walk, other.from, wrong)
  }
}

type Wrong = { offset?: number; sentence: string }

/** Why `literal` (or whatever stands there) can never be what `value` is. */
function neverEqual(value: Checked, literal: Checked): Wrong | undefined {
  const [a, b] = [value.type, literal.type]
  if (!areComparable(a, b)) {
    const nothing =
      a.kind === 'null' || b.kind === 'null' ? ' Nothing is ever null here; what is missing is "".' : ''
    return { sentence: `This can never be equal: ${typeInWords(a)} and ${typeInWords(b)}.${nothing}` }
  }
  const form = formMistake(a, literal)
  if (form !== undefined) return { offset: literal.from, sentence: form }
  if (value.literal === undefined && literal.literal === undefined && haveNothingInCommon(a, b))
    return { sentence: 'This can never be equal: no value of the one is a value of the other.' }
  if (a.kind === 'text' && b.kind === 'text' && literal.literal !== undefined && a.only !== undefined) {
    if (value.literal !== undefined || a.only.includes(literal.literal)) return undefined
    const known = suggest(
      literal.literal,
      a.only.filter((one) => one !== ''),
    )
    return { offset: literal.from, sentence: `This is never "${shown(literal.literal)}". ${known}` }
  }
  if (a.kind === 'int' && b.kind === 'int' && a.from !== undefined && a.to !== undefined) {
    const isRange = a.from !== a.to
    const { from, to } = b
    if (!isRange || from === undefined || to === undefined || (from <= a.to && to >= a.from)) return undefined
    return {
      offset: literal.from,
      sentence: `This is never ${String(from)}: it goes from ${String(a.from)} to ${String(a.to)}.`,
    }
  }
  return undefined
}

function haveNothingInCommon(a: Type, b: Type): boolean {
  if (a.kind !== 'text' || b.kind !== 'text' || a.only === undefined) return false
  return b.only?.every((one) => !a.only?.includes(one)) ?? false
}

function formMistake(type: Type, { literal }: Checked): string | undefined {
  if (type.kind !== 'text' || type.form === undefined || literal === undefined) return undefined
  return type.form.fits(literal) ? undefined : type.form.sentence
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ')
}
