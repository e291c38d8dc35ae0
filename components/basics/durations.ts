import { durationInWords } from '@/lib/kernel/durations'

const NO_BREAK_SPACE = '\u00a0'

/** A duration in words that stay on one line: "1 h 30 min". */
export function durationOnOneLine(minutes: number): string {
  return durationInWords(minutes).replaceAll(' ', NO_BREAK_SPACE)
}
