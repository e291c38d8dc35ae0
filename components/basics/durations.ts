import { durationInWords } from '@/lib/kernel/durations'

const NO_BREAK_SPACE = '\u00a0'

/** A sentence whose durations stay on one line each: no number stands without its unit. */
export function unitsOnOneLine(sentence: string): string {
  return sentence.replace(/(\d) (?=(?:d|h|min)\b)/g, `$1${NO_BREAK_SPACE}`)
}

/** A duration in words that stay on one line: "1 h 30 min". */
export function durationOnOneLine(minutes: number): string {
  return durationInWords(minutes).replaceAll(' ', NO_BREAK_SPACE)
}
