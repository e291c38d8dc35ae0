import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
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
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, version: '1.2' })
  if (document.errors.length > 0)
    return {
      problems: document.errors.map((error) => ({
        file: name,
        line: counter.linePos(error.pos[0]).line,
        sentence: error.message.split('\n')[0] ?? 'This is not YAML.',
      })),
    }
  const lineOf = (path: readonly PropertyKey[]) => lineOfPath(document, counter, path)
  // `maxAliasCount`: a few nested aliases could otherwise grow into gigabytes.
  const parsed = catalogFile.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {})
  if (parsed.success) return { file: { name, content: parsed.data, lineOf } }
  return {
    problems: parsed.error.issues.map((issue) => ({
      file: name,
      line: lineOf(issue.path),
      sentence: `${issue.path.join('.')}: ${issue.message}`,
    })),
  }
}

// The deepest part of the path that stands in the file: a missing key is reported where it should be.
function lineOfPath(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined
    if (node?.range !== undefined) return counter.linePos(node.range[0]).line
  }
  return 1
}
