import { combine, report } from './checked'
import type { Checked, Expression, Kind, Walk } from './checked'
import { literalMistake, partsOf } from './literal-mistake'
import { suggest } from './mistake'
import { ANY, BOOL, INT, LENGTH_OF_TIME, TEXT, TIMESTAMP, typeInWords } from './types'
import type { Type } from './types'

type Check = (walk: Walk, part: Expression) => Checked

/** What stands in brackets must be written out in quotes, so that it is checked now and no requester chooses it. */
type Given = 'text' | 'literal' | 'sized'
type Signature = { on?: 'text'; takes: Given; gives: Type; example: string }

// CEL has more (conversions, a time's parts in the zone of the machine); what is here is what conditions need.
const FUNCTIONS: Readonly<Record<string, Signature>> = {
  size: { takes: 'sized', gives: INT, example: 'size(requester.groups)' },
  startsWith: { on: 'text', takes: 'text', gives: BOOL, example: 'scope.prefix.startsWith("2026/")' },
  endsWith: { on: 'text', takes: 'text', gives: BOOL, example: 'scope.bucket.endsWith("-reports")' },
  contains: { on: 'text', takes: 'text', gives: BOOL, example: 'request.reason.contains("incident")' },
  matches: { on: 'text', takes: 'literal', gives: BOOL, example: 'request.ticket.matches("^FIN-[0-9]+$")' },
  timestamp: { takes: 'literal', gives: TIMESTAMP, example: 'timestamp("2026-12-24T18:00:00Z")' },
  duration: { takes: 'literal', gives: LENGTH_OF_TIME, example: 'duration("8h")' },
}
const MACROS: Readonly<Record<string, string>> = {
  has: 'has(account.tags.stage)',
  exists: 'requester.groups.exists(group, group.startsWith("finance-"))',
  exists_one: 'requester.groups.exists_one(group, group.startsWith("finance-"))',
  all: 'request.deliveries.all(delivery, delivery == "console")',
  filter: 'requester.groups.filter(group, group.startsWith("finance-"))',
  map: 'requester.groups.map(group, size(group))',
}
/** A match against a reason of usual length takes about so many steps for each part of its pattern. */
const STEPS_OF_A_PART = 20

/** Checks a call of a function, `size(x)` or `x.startsWith("y")`. */
export function checkFunction(
  walk: Walk,
  call: Kind<'callExpr'>['value'],
  at: number,
  check: Check,
): Checked {
  const { function: called, target, args } = call
  const offset = walk.text.indexOf(called, at)
  const macro = Object.hasOwn(MACROS, called) ? MACROS[called] : undefined
  if (macro !== undefined) return failed(walk, offset, `Write it as in ${macro}.`)
  const signature = Object.hasOwn(FUNCTIONS, called) ? FUNCTIONS[called] : undefined
  if (signature === undefined) {
    const known = [...Object.keys(FUNCTIONS), ...Object.keys(MACROS)]
    return failed(
      walk,
      offset,
      `There is no function "${called}". ${suggest(called, known)}${hintOf(called)}`,
    )
  }
  const on = target && check(walk, target)
  const given = args.map((argument) => check(walk, argument))
  const parts = on === undefined ? given : [on, ...given]
  const wanted = called === 'size' ? undefined : signature.on === 'text'
  const fits =
    parts.length === (signature.on === undefined ? 1 : 2) &&
    (wanted ?? on !== undefined) === (on !== undefined)
  const whole = combine(signature.gives, at, parts, stepsOf(called, given))
  if (!fits) report(walk, offset, `Write it as in ${signature.example}.`)
  else if (signature.takes === 'sized') needSize(walk, parts)
  else needText(walk, parts, called, signature)
  return whole
}

function stepsOf(called: string, [pattern]: readonly Checked[]): number {
  return called === 'matches' ? STEPS_OF_A_PART * partsOf(pattern?.literal ?? '') : 0
}

function failed(walk: Walk, offset: number, sentence: string): Checked {
  report(walk, offset, sentence)
  return combine(ANY, offset, [])
}

function hintOf(called: string): string {
  if (/^get[A-Z]/.test(called))
    return ' For the day and hour of the start there are start.day, start.hour and so on.'
  return ''
}

function needSize(walk: Walk, parts: readonly Checked[]): void {
  for (const { type, from } of parts)
    if (!['any', 'text', 'list', 'map'].includes(type.kind))
      report(walk, from, `This is ${typeInWords(type)}; size() counts a text, a list or a map.`)
}

function needText(
  walk: Walk,
  parts: readonly Checked[],
  called: string,
  { takes, example }: Signature,
): void {
  for (const { type, from } of parts)
    if (type.kind !== 'text' && type.kind !== 'any')
      report(walk, from, `This is ${typeInWords(type)}, but ${called}() needs ${typeInWords(TEXT)}.`)
  const last = parts.at(-1)
  if (takes !== 'literal' || last === undefined || (last.type.kind !== 'text' && last.type.kind !== 'any'))
    return
  const mistake =
    last.literal === undefined
      ? `Write it out in quotes, as in ${example}.`
      : literalMistake(called, last.literal)
  if (mistake !== undefined) report(walk, last.from, mistake)
}
