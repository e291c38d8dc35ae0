import type { FieldProblem } from '@/lib/kernel/errors'

export type FieldName =
  | 'scope.bucket'
  | 'scope.prefix'
  | 'scope.level'
  | 'scope.delete'
  | 'durationMinutes'
  | 'deliveries'
  | 'reason'
  | 'ticket'

const FIELDS: readonly string[] = [
  'scope.bucket',
  'scope.prefix',
  'scope.level',
  'scope.delete',
  'durationMinutes',
  'deliveries',
  'reason',
  'ticket',
] satisfies FieldName[]

/** What stands at one field: its problems in one text, or nothing. */
export function problemAt(problems: readonly FieldProblem[], field: FieldName): string | undefined {
  const sentences = problems.filter((problem) => problem.field === field).map((problem) => problem.sentence)
  return sentences.length === 0 ? undefined : [...new Set(sentences)].join(' ')
}

/** Problems of the whole request, which no field can mend. */
export function problemsOfNoField(problems: readonly FieldProblem[]): string[] {
  return problems.filter((problem) => !FIELDS.includes(problem.field)).map((problem) => problem.sentence)
}

/** The form's own problems, which need no server: what cannot be read, or is missing. */
export function ownProblems(draft: { reason: string }, isDurationReadable: boolean): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isDurationReadable)
    problems.push({
      field: 'durationMinutes',
      sentence: 'Write a number with its unit, as in 90 min, 2 h or 1 h 30 min.',
    })
  if (draft.reason.trim() === '')
    problems.push({
      field: 'reason',
      sentence: 'Say in a sentence why you need it: the approver and the auditor read it.',
    })
  return problems
}
