import type { parse } from '@bufbuild/cel'
import type { ConditionMistake } from './mistake'
import type { Type } from './types'

export type Parsed = ReturnType<typeof parse>
export type Expression = Parsed['expr']
export type Kind<Case extends Expression['exprKind']['case']> = Extract<
  Expression['exprKind'],
  { case: Case }
>

/** What is known of a part of a condition before anything is evaluated. */
export type Checked = {
  type: Type
  /** Where the part begins, and where its operator, field or function stands. */
  from: number
  at: number
  /** About how many steps its evaluation takes at most, with lists as long as they usually are. */
  steps: number
  /** How many passes over lists (by macros, `in`, `==`) stand within each other. */
  loops: number
  /** The parts of a list that is written out. */
  elements?: readonly Checked[]
  /** The text of a literal. */
  literal?: string
}

/** What the walk over a condition carries along. */
export type Walk = {
  text: string
  parsed: Parsed
  mistakes: ConditionMistake[]
  /** Names in force: those declared, and the variables of the macros around. */
  names: ReadonlyMap<string, Type>
}

export function report(walk: Walk, offset: number, sentence: string): void {
  walk.mistakes.push({ offset, sentence })
}

/** Puts parts together into one whose value is of the type. */
export function combine(type: Type, at: number, parts: readonly Checked[], extraSteps = 0): Checked {
  return {
    type,
    at,
    from: Math.min(at, ...parts.map(({ from }) => from)),
    steps: parts.reduce((sum, { steps }) => sum + steps, 1 + extraSteps),
    loops: Math.max(0, ...parts.map(({ loops }) => loops)),
  }
}
