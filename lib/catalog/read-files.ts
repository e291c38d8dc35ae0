import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { isStorable } from '../kernel/input'
import { catalogFile } from './files'
import type { CatalogFile } from './files'

export type CatalogText = { name: string; text: string }

/** A mistake in the catalogue: where it stands, and how to mend it. Lines count from 1. */
export type CatalogProblem = { file: string; line: number; sentence: string }

/** A catalogue file, read, with the way back to its lines. */
export type ReadFile = {
  name: string
  content: CatalogFile
  lineOf: (path: readonly PropertyKey[]) => number
}

/** Reads one YAML file strictly: unknown keys, duplicate keys and wrong types are problems, each with its line. */
export function readCatalogFile({
  name,
  text,
}: CatalogText): { file: ReadFile } | { problems: CatalogProblem[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, version: '1.2' })
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    file: name,
    line: counter.linePos(error.pos[0]).line,
    sentence: `${error.message}.`,
  }))
  if (mistakes.length > 0) return { problems: mistakes }
  const unstorable = unstorableTexts(document, counter).map((line) => ({
    file: name,
    line,
    sentence: UNSTORABLE,
  }))
  if (unstorable.length > 0) return { problems: unstorable }
  const values = valuesOf(document)
  if ('sentence' in values) return { problems: [{ file: name, line: 1, sentence: values.sentence }] }
  const lineOf = (path: readonly PropertyKey[]) => lineOfPath(document, counter, path)
  const parsed = catalogFile.safeParse(values.value ?? {}, { error: howToMend })
  if (parsed.success) return { file: { name, content: parsed.data, lineOf } }
  return {
    problems: parsed.error.issues.flatMap(unfold).map(({ path, sentence }) => ({
      file: name,
      line: lineOf(path),
      sentence: path.length === 0 ? sentence : `${path.join('.')}: ${sentence}`,
    })),
  }
}

const UNSTORABLE =
  'This text holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.'

/** The lines of texts that PostgreSQL cannot store: YAML can write them as escapes. */
function unstorableTexts(document: Document, counter: LineCounter): number[] {
  const lines: number[] = []
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value === 'string' && !isStorable(value)) lines.push(counter.linePos(range?.[0] ?? 0).line)
    },
  })
  return lines
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

/** Each key that is not known stands on a line of its own, and so does a key that is not a proper name. */
function unfold(issue: z.core.$ZodIssue): { path: PropertyKey[]; sentence: string }[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      sentence: 'this key is not known. Remove it or correct its spelling.',
    }))
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ path: issue.path, sentence: message }))
  return [{ path: issue.path, sentence: issue.message }]
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

// The line of the deepest part of the path that stands in the file: what is missing is reported where it should be.
function lineOfPath(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const start = startOf(document, path.slice(0, length))
    if (start !== undefined) return counter.linePos(start).line
  }
  return 1
}

/** Where an entry begins: at its key, for its value may begin on the next line. */
function startOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const key = parent.items
      .map((pair) => pair.key)
      .find((one) => isScalar(one) && String(one.value) === String(path.at(-1)))
    return isScalar(key) ? key.range?.[0] : undefined
  }
  return (document.getIn(path, true) as { range?: readonly number[] } | undefined)?.range?.[0]
}
