import { celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import { boundedCache } from './bounded-cache'
import { checkParsed } from './check'
import type { Parsed } from './checked'
import type { ConditionMistake } from './mistake'
import type { PreparedFacts } from './prepare'
import { syntaxMistake } from './syntax'

export const LONGEST_CONDITION = 2000

/** What a condition says about facts; `failed` is a sentence for an administrator: nothing can be said. */
export type Verdict = { holds: boolean } | { failed: string }

/**
 * Every mistake in a condition that can be found without facts, in the order of the text: none means that it may be
 * evaluated. A text is checked once, however often it is asked for.
 */
export function checkCondition(text: string): readonly ConditionMistake[] {
  return compiled(text).mistakes
}

/**
 * Evaluates a condition. It never throws: a text with mistakes, a tag that is missing, a division by zero or a value
 * that is neither true nor false is `failed`, and whoever asks must refuse then.
 */
export function holds(text: string, facts: PreparedFacts): Verdict {
  if ('failed' in facts) return facts
  const { mistakes, evaluate, loops } = compiled(text)
  if (evaluate === undefined) return { failed: mistakes[0]?.sentence ?? 'The condition cannot be evaluated.' }
  if (facts.longestList ** loops > MOST_TURNS)
    return { failed: 'The lists are too long to go over them within each other.' }
  const value = evaluate(facts.bindings)
  if (typeof value === 'boolean') return { holds: value }
  return {
    failed: isCelError(value) ? sentenceOf(value.message) : 'The condition says neither true nor false.',
  }
}

/** Facts can hold longer lists than `declared.ts` takes as usual; so often at most a loop may turn. */
const MOST_TURNS = 1_000_000

type Compiled = {
  mistakes: readonly ConditionMistake[]
  loops: number
  /** Left out where there are mistakes. */
  evaluate?: ReturnType<typeof plan>
}

const env = celEnv()

const compiled = boundedCache(2000, compile)

function compile(text: string): Compiled {
  const only = (mistake: ConditionMistake): Compiled => ({ mistakes: [mistake], loops: 0 })
  if (text.length > LONGEST_CONDITION)
    return only({
      offset: LONGEST_CONDITION,
      sentence: `A condition has at most ${LONGEST_CONDITION} characters.`,
    })
  const wrong = syntaxMistake(text)
  if (wrong !== undefined) return only(wrong)
  const parsed = parsedOrMistake(text)
  if ('sentence' in parsed) return only(parsed)
  const { mistakes, loops } = checkParsed(text, parsed)
  return mistakes.length > 0 ? { mistakes, loops } : { mistakes, loops, evaluate: plan(env, parsed) }
}

function parsedOrMistake(text: string): Parsed | ConditionMistake {
  try {
    // The parser needs an end of line after a remark.
    return parse(`${text}\n`)
  } catch (error) {
    // Whatever it is: a text that the parser does not take is no condition.
    const { location, rawMessage } = error as {
      location?: { start: { offset: number } }
      rawMessage?: string
    }
    const reason = rawMessage ?? (error instanceof Error ? error.message : 'the parser gave up')
    return { offset: location?.start.offset ?? 0, sentence: `This cannot be read: ${reason}.` }
  }
}

function sentenceOf(message: string): string {
  const field = /^field not found: (.*)$/s.exec(message)?.[1]
  if (field !== undefined) return `There is no "${field}" here. Ask with has() or "in" first.`
  const index = /^index (-?\d+) out of bounds/.exec(message)?.[1]
  if (index !== undefined) return `The list has no element ${index}. Ask with size() first.`
  if (/^int (divide|modulus) by zero/.test(message)) return 'The condition divides by zero.'
  return `The condition cannot be evaluated: ${message}.`
}
