import { isMap, isScalar } from 'yaml'
import type { Document, LineCounter, Scalar } from 'yaml'

/** A place in a file. Lines and columns count from 1, columns in UTF-16 units. */
export type Place = { line: number; column: number }

/** A YAML document with what leads back to its text. */
export type PlacedDocument = { document: Document; counter: LineCounter; text: string }

/**
 * Where an entry stands: at its key, for its value may begin on the next line. What is missing is placed where it
 * should be. With an offset into the entry's text: where that character stands, whatever way of quoting and folding
 * the text is written in.
 */
export function placeOf(
  { document, counter, text }: PlacedDocument,
  path: readonly PropertyKey[],
  offset?: number,
): Place {
  const node = offset === undefined ? undefined : document.getIn(path, true)
  const inside = isScalar(node) ? offsetInFile(text, node, offset ?? 0) : undefined
  const start = inside ?? startOfDeepest(document, path)
  if (start === undefined) return { line: 1, column: 1 }
  const { line, col } = counter.linePos(start)
  return { line, column: col }
}

function startOfDeepest(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const start = startOf(document, path.slice(0, length))
    if (start !== undefined) return start
  }
  return undefined
}

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

function offsetInFile(text: string, { value, range, type }: Scalar, offset: number): number | undefined {
  if (!range || typeof value !== 'string') return undefined
  const [start, end] = range
  const source = text.slice(start, end)
  const body = type?.startsWith('BLOCK') ? source.indexOf('\n') + 1 : type?.startsWith('QUOTE') ? 1 : 0
  if (type === 'BLOCK_LITERAL') return start + inLiteral(source, body, value, offset)
  return start + inFolded(source, body, value, offset, type)
}

// YAML 1.2, 8.1.2: each line of a literal is a line of its text without the indentation.
function inLiteral(source: string, body: number, value: string, offset: number): number {
  const before = value.slice(0, offset).split('\n')
  const line = before.length - 1
  let start = body
  for (let passed = 0; passed < line; passed++) start = source.indexOf('\n', start) + 1
  const end = source.indexOf('\n', start)
  const written = source.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
  const indentation = written.length - (value.split('\n')[line] ?? '').length
  return start + indentation + (before.at(-1) ?? '').length
}

// Goes along what is written and what it says, side by side, until the character is reached.
function inFolded(source: string, body: number, value: string, offset: number, type: Scalar['type']): number {
  let written = body
  let said = 0
  const fold = type === 'BLOCK_FOLDED'
  if (fold) {
    written += lengthOf(/^[ \t\r\n]*/, source.slice(body))
    said = lengthOf(/^[ \t\n]*/, value)
  }
  while (written < source.length) {
    const escape = escapeAt(source, written, type)
    if (said >= offset && escape?.said !== 0) break
    const blank = /^[ \t]*\r?\n[ \t\r\n]*/.exec(source.slice(written))?.[0]
    if (blank === undefined) {
      written += escape?.written ?? 1
      said += escape?.said ?? 1
    } else {
      written += blank.length
      // YAML 1.2, 6.5: one line break is a blank, of several the first is not said; a block keeps deeper lines apart.
      const breaks = blank.split('\n').length - 1
      said += fold ? lengthOf(/^[ \t\n]*/, value.slice(said)) : Math.max(1, breaks - 1)
    }
  }
  return written
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0
}

// YAML 1.2, 5.7 and 7.3.
const LONG_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function escapeAt(
  source: string,
  at: number,
  type: Scalar['type'],
): { written: number; said: number } | undefined {
  if (type === 'QUOTE_SINGLE') return source.startsWith("''", at) ? { written: 2, said: 1 } : undefined
  if (type !== 'QUOTE_DOUBLE' || source[at] !== '\\') return undefined
  const brokenLine = /^\\\r?\n[\t ]*/.exec(source.slice(at))?.[0]
  if (brokenLine !== undefined) return { written: brokenLine.length, said: 0 }
  const digits = LONG_ESCAPES[source.charAt(at + 1)] ?? 0
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16)
  return { written: 2 + digits, said: code > 0xffff ? 2 : 1 }
}
