import { durationInWords } from '@/lib/kernel/durations'
import type { FieldProblem } from '@/lib/kernel/errors'
import type { NarrowChoices, RequestView } from '@/lib/requests/schema'
import type { Level, Scope } from '@/lib/scopes/schema'
import { scopeInWords } from '@/lib/scopes/words'
import { completePrefix } from '../request-form/draft'
import { minutesFrom } from '../request-form/duration-text'

/** What an approval makes smaller; what is left out stays as it is. */
export type Narrowing = { scope?: Scope; durationMinutes?: number; startsAt?: string }

/** The narrowing as typed. */
export type NarrowDraft = {
  prefix: string
  level: Level
  delete: boolean
  duration: string
  /** ISO 8601; null while what is typed is no moment. */
  start: 'as asked' | { at: string | null }
}

/** One thing that would be smaller, in words; times are ISO 8601, to be shown in the viewer's zone. */
export type NarrowStep =
  | { what: 'scope' | 'duration'; from: string; to: string }
  | { what: 'start'; from: string | null; to: string }

export type JudgedNarrowing = {
  /** Null while nothing would be smaller, or something is wrong. */
  narrowing: Narrowing | null
  steps: readonly NarrowStep[]
  problems: readonly FieldProblem[]
}

type Asked = Pick<RequestView, 'scope' | 'durationMinutes' | 'startsAt'>

/** The dialog as it opens: everything as it is now. */
export function narrowDraftOf({ scope, durationMinutes }: Asked): NarrowDraft {
  const part =
    scope.kind === 's3'
      ? { prefix: scope.prefix, level: scope.level, delete: scope.delete }
      : { prefix: '', level: 'read' as const, delete: false }
  return { ...part, duration: durationInWords(durationMinutes), start: 'as asked' }
}

/** What the draft would make smaller, and what is wrong with it. For display: the server judges again. */
export function judgeNarrowing(asked: Asked, choices: NarrowChoices, draft: NarrowDraft): JudgedNarrowing {
  const scope = narrowedScope(choices.scope, draft)
  const minutes = minutesFrom(draft.duration)
  const startsAt = draft.start === 'as asked' ? null : draft.start.at
  const problems = [
    ...prefixProblems(choices, scope),
    ...durationProblems(choices, minutes),
    ...startProblems(choices, draft.start),
    ...windowProblems(asked, draft.start, minutes),
  ]
  const steps: NarrowStep[] = []
  const narrowing: Narrowing = {}
  if (JSON.stringify(scope) !== JSON.stringify(choices.scope)) {
    narrowing.scope = scope
    steps.push({ what: 'scope', from: scopeInWords(choices.scope), to: scopeInWords(scope) })
  }
  if (minutes !== null && minutes !== asked.durationMinutes) {
    narrowing.durationMinutes = minutes
    const [from, to] = [asked.durationMinutes, minutes].map(durationInWords)
    steps.push({ what: 'duration', from: from ?? '', to: to ?? '' })
  }
  if (startsAt !== null && startsAt !== asked.startsAt) {
    narrowing.startsAt = startsAt
    steps.push({ what: 'start', from: asked.startsAt, to: startsAt })
  }
  return { narrowing: problems.length > 0 || steps.length === 0 ? null : narrowing, steps, problems }
}

function narrowedScope(scope: Scope, draft: NarrowDraft): Scope {
  if (scope.kind === 'whole-role') return scope
  return {
    ...scope,
    prefix: completePrefix(draft.prefix),
    level: draft.level,
    delete: draft.delete && draft.level === 'read-write',
  }
}

function prefixProblems({ prefix }: NarrowChoices, scope: Scope): FieldProblem[] {
  if (prefix === null || scope.kind !== 's3' || scope.prefix.startsWith(prefix)) return []
  return [{ field: 'scope.prefix', sentence: `Narrowing makes it smaller: choose a folder under ${prefix}.` }]
}

function durationProblems(
  { shortestMinutes, longestMinutes }: NarrowChoices,
  minutes: number | null,
): FieldProblem[] {
  const field = 'durationMinutes'
  if (minutes === null || !Number.isInteger(minutes))
    return [{ field, sentence: 'Write a number with its unit, as in 90 min, 2 h or 1 h 30 min.' }]
  if (minutes > longestMinutes)
    return [{ field, sentence: `Narrowing makes it shorter: at most ${durationInWords(longestMinutes)}.` }]
  if (minutes < shortestMinutes) return [{ field, sentence: `At least ${durationInWords(shortestMinutes)}.` }]
  return []
}

function startProblems({ start }: NarrowChoices, typed: NarrowDraft['start']): FieldProblem[] {
  const field = 'startsAt'
  if (typed === 'as asked' || start === null) return []
  if (typed.at === null) return [{ field, sentence: 'Choose a day and a time, as in 2026-05-03 and 14:00.' }]
  if (Date.parse(typed.at) < Date.parse(start.earliest))
    return [{ field, sentence: 'Narrowing makes it later: this is before what was asked for.' }]
  if (Date.parse(typed.at) > Date.parse(start.latest))
    return [{ field, sentence: 'This is later than a start may be.' }]
  return []
}

// A window that was asked for is not left.
function windowProblems(asked: Asked, typed: NarrowDraft['start'], minutes: number | null): FieldProblem[] {
  if (asked.startsAt === null || typed === 'as asked' || typed.at === null || minutes === null) return []
  const end = (at: string, after: number) => Date.parse(at) + after * 60_000
  return end(typed.at, minutes) > end(asked.startsAt, asked.durationMinutes)
    ? [
        {
          field: 'startsAt',
          sentence: 'It would end later than was asked for. Make it shorter as well.',
        },
      ]
    : []
}
