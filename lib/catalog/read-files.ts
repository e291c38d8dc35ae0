import { LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { isStorable } from '../kernel/input'
import { catalogFile } from './files'
import type { CatalogFile } from './files'
import { placeOf } from './places'
import type { Place } from './places'

export type CatalogText = { name: string; text: string }

/** A mistake in the catalogue: where it stands, and how to mend it. */
export type CatalogProblem = Place & { file: string; sentence: string }

/** A file of YAML, read, with the way back to its text. */
export type ReadYaml<Content> = {
  name: string
  content: Content
  placeOf: (path: readonly PropertyKey[]) => Place
}

export type ReadFile = ReadYaml<CatalogFile>

/** Reads one file of the catalogue. */
export function readCatalogFile(text: CatalogText): { file: ReadFile } | { problems: CatalogProblem[] } {
  return readYaml(catalogFile, text)
}

/** Reads one YAML file strictly: unknown keys, duplicate keys and wrong types are problems, each with its place. */
export function readYaml<Content>(
  schema: z.ZodType<Content>,
  { name, text }: CatalogText,
): { file: ReadYaml<Content> } | { problems: CatalogProblem[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, version: '1.2' })
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    file: name,
    ...placeAt(counter, error.pos[0]),
    sentence: `${error.message}.`,
  }))
  if (mistakes.length > 0) return { problems: mistakes }
  const unstorable = unstorableTexts(document, counter).map((place) => ({
    file: name,
    ...place,
    sentence: UNSTORABLE,
  }))
  if (unstorable.length > 0) return { problems: unstorable }
  const values = valuesOf(document)
  if ('sentence' in values)
    return { problems: [{ file: name, line: 1, column: 1, sentence: values.sentence }] }
  const placed = { document, counter, text }
  const parsed = schema.safeParse(values.value ?? {}, { error: howToMend })
  if (parsed.success)
    return { file: { name, content: parsed.data, placeOf: (path) => placeOf(placed, path) } }
  return {
    problems: parsed.error.issues.flatMap(unfold).map(({ path, sentence, offset }) => {
      const place = placeOf(placed, path, offset)
      const column = offset === undefined ? '' : `, column ${place.column}`
      return {
        file: name,
        ...place,
        sentence: path.length === 0 ? sentence : `${path.join('.')}${column}: ${sentence}`,
      }
    }),
  }
}

const UNSTORABLE =
  'This text holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.'

/** The places of texts that PostgreSQL cannot store: YAML can write them as escapes. */
function unstorableTexts(document: Document, counter: LineCounter): Place[] {
  const places: Place[] = []
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value === 'string' && !isStorable(value)) places.push(placeAt(counter, range?.[0] ?? 0))
    },
  })
  return places
}

function placeAt(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset)
  return { line, column: col }
}

function valuesOf(document: Document): { value: unknown } | { sentence: string } {
  try {
    // A few nested aliases could otherwise grow into gigabytes.
    return { value: document.toJS({ maxAliasCount: 20 }) }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return { sentence: `${error.message}. Write the values out, without "*" and "&".` }
  }
}

/** A mistake within an entry's text has its offset there. */
type Unfolded = { path: PropertyKey[]; sentence: string; offset?: number | undefined }

/** Each key that is not known stands on a line of its own, and so does a key that is not a proper name. */
function unfold(issue: z.core.$ZodIssue): Unfolded[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      sentence: 'this key is not known. Remove it or correct its spelling.',
    }))
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ path: issue.path, sentence: message }))
  return [{ path: issue.path, sentence: issue.message, offset: offsetOf(issue) }]
}

function offsetOf(issue: z.core.$ZodIssue): number | undefined {
  const offset: unknown = issue.code === 'custom' ? issue.params?.['offset'] : undefined
  return typeof offset === 'number' ? offset : undefined
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'keys with their values',
  record: 'names with their values',
  string: 'text',
}

const howToMend: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'this is missing. Write it here.'
  return issue.code === 'invalid_type'
    ? `write ${EXPECTED[issue.expected] ?? issue.expected} here.`
    : undefined
}
