import { celEnv, isCelError, parse, plan } from '@bufbuild/cel'

const env = celEnv()
const trials: Readonly<Record<string, ReturnType<typeof plan>>> = {
  matches: plan(env, parse('"".matches(text)')),
  timestamp: plan(env, parse('timestamp(text)')),
  duration: plan(env, parse('duration(text)')),
}
const MENDS: Readonly<Record<string, string>> = {
  matches: 'Write a regular expression of RE2, without look-around and back-references.',
  timestamp: 'Write a time with its zone, as in "2026-12-24T18:00:00Z".',
  duration: 'Write a length of time as in "8h", "90m" or "1h30m".',
}

/** RE2 takes time in proportion to text and pattern; a pattern of this many parts is over in an instant. */
const MOST_PARTS = 500

/** What is wrong with a literal in the brackets of `matches`, `timestamp` or `duration`. */
export function literalMistake(called: string, text: string): string | undefined {
  if (called === 'matches' && partsOf(text) > MOST_PARTS)
    return `This pattern has more than ${MOST_PARTS} parts, repetitions counted out. Write a smaller one.`
  const result = trials[called]?.({ text })
  return isCelError(result) ? MENDS[called] : undefined
}

/**
 * About how many parts a pattern has once `{n}` is written out: the time a match takes is in proportion to it.
 */
export function partsOf(pattern: string): number {
  const groups = [0]
  let last = 1
  const add = (parts: number) => {
    last = parts
    groups.push((groups.pop() ?? 0) + parts)
  }
  for (const [piece] of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d+,?\d*\}|[^]/gs)) {
    const counts = /^\{(\d+),?(\d*)\}$/.exec(piece)
    if (counts !== null) add(last * Math.max(Number(counts[1]), Number(counts[2])))
    else if (piece === '(') groups.push(0)
    else if (piece === ')' && groups.length > 1) add(1 + (groups.pop() ?? 0))
    else if (!/^[?*+]$/.test(piece)) add(1)
  }
  return groups.reduce((sum, parts) => sum + parts)
}
