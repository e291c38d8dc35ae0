import { notFound } from 'next/navigation'
import type { z } from 'zod'
import { load, requireActor } from '@/app/_web/page'
import type { WebVerb } from '@/app/_web/run-verb'
import type { Filters } from '@/components/audit/filter-model'
import type { ListState } from '@/components/audit/list-state'
import { isAllowed } from '@/lib/identity/index'
import { DaypassError } from '@/lib/kernel/errors'
import type { FieldProblem } from '@/lib/kernel/errors'
import { parseInput } from '@/lib/kernel/verb'
import type { Page } from '@/lib/requests/schema'

/** A page's `searchParams`. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/**
 * What an auditors' list shows for an address. Whoever is no auditor gets 404, whatever the address holds (the query
 * itself asks again). A filter that is malformed, unknown or there twice lists nothing and is named instead: leaving it out would answer
 * another question than the one asked.
 */
export async function readList<Schema extends z.ZodObject, Item>(
  query: WebVerb<Schema, Page<Item>>,
  searchParams: SearchParams,
): Promise<ListState<Item>> {
  const actor = await requireActor()
  if (!isAllowed(actor, { to: 'read-history' })) notFound()
  const { newer = [], cursor, ...given } = await searchParams
  const { filters, problems } = singleValues(given, Object.keys(query.input.shape))
  const position = { cursor: first(cursor), newer: [newer].flat() }
  const input = position.cursor === null ? filters : { ...filters, cursor: position.cursor }
  const allProblems = [...problems, ...problemsOf(query.input, input)]
  if (allProblems.length > 0) return { filters, position, page: null, problems: allProblems }
  const page = await load(query, input as z.input<Schema>)
  return { filters, position, page, problems: [] }
}

function singleValues(
  given: Awaited<SearchParams>,
  known: readonly string[],
): { filters: Filters; problems: FieldProblem[] } {
  const filters: Record<string, string> = {}
  const problems: FieldProblem[] = []
  for (const [field, value] of Object.entries(given)) {
    const values = [value].flat().filter((each) => each !== undefined && each !== '')
    const [only] = values
    if (only === undefined) continue
    if (known.includes(field)) filters[field] = only
    else problems.push({ field, sentence: 'There is no such filter. Remove it from the address.' })
    if (values.length > 1)
      problems.push({ field, sentence: 'This filter is in the address more than once. Keep one of them.' })
  }
  return { filters, problems }
}

function problemsOf(schema: z.ZodType, input: unknown): readonly FieldProblem[] {
  try {
    parseInput(schema, input)
    return []
  } catch (error) {
    if (error instanceof DaypassError && error.code === 'ERR_INPUT') return error.fields
    throw error
  }
}

function first(value: string | string[] | undefined): string | null {
  const [text] = [value].flat()
  return text === undefined || text === '' ? null : text
}
