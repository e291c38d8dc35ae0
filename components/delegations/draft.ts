import type { FieldProblem } from '@/lib/kernel/errors'

/** What is typed into the form; moments are ISO 8601, null while they are none. */
export type Draft = {
  id: string
  to: string
  startsAt: string | null
  endsAt: string | null
  comment: string
}

const FIELDS: readonly string[] = ['to', 'startsAt', 'endsAt', 'comment'] satisfies (keyof Draft)[]
const DAY_MS = 86_400_000
const DAYS_AT_MOST = 90
const USUAL_DAYS = 7

/** An empty form: from this minute on, for a week. `now` is ISO 8601. */
export function draftOf(id: string, now: string): Draft {
  const startsAt = Math.floor(Date.parse(now) / 60_000) * 60_000
  return { id, to: '', startsAt: iso(startsAt), endsAt: iso(startsAt + USUAL_DAYS * DAY_MS), comment: '' }
}

/** The days that can be chosen from, ISO 8601. The verb says the same once more. */
export function windowEdges(now: string, startsAt: string | null) {
  const today = Date.parse(now)
  const start = startsAt === null ? today : Math.max(today, Date.parse(startsAt))
  return {
    earliest: now,
    latestStart: iso(today + DAYS_AT_MOST * DAY_MS),
    latestEnd: iso(start + DAYS_AT_MOST * DAY_MS),
  }
}

/** The form's own problems, which need no server: what is missing. */
export function ownProblems({ to, startsAt, endsAt }: Draft): FieldProblem[] {
  const moment = 'Choose a day and a time, as in 2026-05-03 and 14:00.'
  return [
    ...(to.trim() === '' ? [{ field: 'to', sentence: 'Say who stands in, by handle.' }] : []),
    ...(startsAt === null ? [{ field: 'startsAt', sentence: moment }] : []),
    ...(endsAt === null ? [{ field: 'endsAt', sentence: moment }] : []),
  ]
}

/** What stands at one field, if anything. */
export function problemAt(problems: readonly FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.sentence
}

/** Whether a refusal is said at fields of the form alone. */
export function isAtFields(problems: readonly FieldProblem[]): boolean {
  return problems.length > 0 && problems.every(({ field }) => FIELDS.includes(field))
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
