import { DaypassError } from './errors'
import type { FieldProblem } from './errors'
import type { z } from 'zod'

/**
 * One thing that Daypass does, callable from a page, a route and a job alike: `decideRequest(ctx, input)`.
 * `verbName` stands in the log; `input` is its schema: whoever calls from outside parses with it first (`parseInput`).
 */
export type Verb<Context, Schema extends z.ZodType, Output> = {
  (ctx: Context, input: z.output<Schema>): Promise<Output>
  readonly verbName: string
  readonly input: Schema
}

export function verb<Context, Schema extends z.ZodType, Output>(
  verbName: string,
  input: Schema,
  run: (ctx: Context, input: z.output<Schema>) => Promise<Output>,
): Verb<Context, Schema, Output> {
  return Object.assign((ctx: Context, parsed: z.output<Schema>) => run(ctx, parsed), { verbName, input })
}

/** Parses what came from outside. Throws `ERR_INPUT` with one problem per field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields: FieldProblem[] = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    sentence: sentenceOf(issue),
  }))
  throw new DaypassError('ERR_INPUT', fields[0]?.sentence ?? 'This input is not understood.', {
    fields,
    cause: parsed.error,
  })
}

// What only a program can send gets its sentence here; the rest stands with the schema.
function sentenceOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys'
    ? `This is not known here: ${issue.keys.join(', ')}.`
    : issue.message
}
