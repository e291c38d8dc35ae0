import type { FieldProblem } from '@/lib/kernel/errors'
import type { Draft } from './draft'
import { minutesFrom } from './duration-text'

export type FieldName =
  | 'scope.bucket'
  | 'scope.prefix'
  | 'scope.level'
  | 'scope.delete'
  | 'durationMinutes'
  | 'startsAt'
  | 'deliveries'
  | 'reason'
  | 'ticket'
  | 'incident'

const FIELDS: readonly string[] = [
  'scope.bucket',
  'scope.prefix',
  'scope.level',
  'scope.delete',
  'durationMinutes',
  'startsAt',
  'deliveries',
  'reason',
  'ticket',
  'incident',
] satisfies FieldName[]

/** What stands at one field: its problems in one text, or nothing. */
export function problemAt(problems: readonly FieldProblem[], field: FieldName): string | undefined {
  const sentences = problems.filter((problem) => problem.field === field).map((problem) => problem.sentence)
  return sentences.length === 0 ? undefined : [...new Set(sentences)].join(' ')
}

/** Said with the way to mend it, beside the other problems of the whole request. */
export const FRESH_SIGN_IN = 'freshSignIn'

/** Problems of the whole request, which no field can mend. */
export function problemsOfNoField(problems: readonly FieldProblem[]): string[] {
  const general = problems.filter(({ field }) => !FIELDS.includes(field) && field !== FRESH_SIGN_IN)
  return [...new Set(general.map((problem) => problem.sentence))]
}

/** The form's own problems, which need no server: what cannot be read, or is missing. */
export function ownProblems(draft: Draft): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (minutesFrom(draft.duration) === null)
    problems.push({
      field: 'durationMinutes',
      sentence: 'Write a number with its unit, as in 90 min, 2 h or 1 h 30 min.',
    })
  if (draft.kind === 'ordinary' && draft.start !== 'approval' && draft.start.at === null)
    problems.push({ field: 'startsAt', sentence: 'Choose a day and a time, as in 2026/05/03 and 14:00.' })
  if (draft.reason.trim() === '')
    problems.push({
      field: 'reason',
      sentence: 'Say in a sentence why you need it: the approver and the auditor read it.',
    })
  if (draft.kind === 'break-glass' && draft.incident.trim() === '')
    problems.push({ field: 'incident', sentence: 'Name the incident, as in INC-1042.' })
  return problems
}

/** What is still empty, in words: not wrong, but missing. */
const MISSING: Readonly<Record<string, string>> = {
  reason: 'a reason',
  ticket: 'a ticket',
  incident: 'an incident',
}

/** "a reason and a ticket": what is only missing yet; null when something is wrong. */
export function onlyMissing(
  fields: readonly string[],
  { reason, ticket, incident }: Pick<Draft, 'reason' | 'ticket' | 'incident'>,
): string | null {
  const texts: Readonly<Record<string, string>> = { reason, ticket, incident }
  const words = fields.map((field) => (texts[field]?.trim() === '' ? MISSING[field] : undefined))
  return words.some((word) => word === undefined) ? null : words.join(' and ')
}
