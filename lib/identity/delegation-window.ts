import { addMinutes } from '../kernel/durations'
import type { FieldProblem } from '../kernel/errors'

const DAYS_AT_MOST = 90

/** What speaks against a stand-in's window, each at its field. Days are 24 hours. */
export function windowProblems(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  now: Date,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const from = startsAt < now ? now : startsAt
  const days = String(DAYS_AT_MOST)
  if (startsAt > daysAfter(now))
    problems.push({ field: 'startsAt', sentence: `It can start at most ${days} days from now.` })
  if (endsAt <= now) problems.push({ field: 'endsAt', sentence: 'This has passed. Choose a later end.' })
  else if (endsAt <= startsAt)
    problems.push({ field: 'endsAt', sentence: 'The end has to be after the start.' })
  else if (endsAt > daysAfter(from))
    problems.push({ field: 'endsAt', sentence: `It can last at most ${days} days. Choose an earlier end.` })
  return problems
}

function daysAfter(start: Date): Date {
  return addMinutes(start, DAYS_AT_MOST * 24 * 60)
}
