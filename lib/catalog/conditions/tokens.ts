import { shown, type ConditionMistake } from './mistake'

export type Token = {
  kind: 'name' | 'literal' | 'sign'
  /** What stands in the text. */
  text: string
  offset: number
}

// https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
export const BLANK = /(?:[\t\n\f\r ]|\/\/[^\r\n]*)+/y
const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y
const NUMBER = /(?:0x[0-9a-fA-F]+|(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[uU]?/y
const TEXT_START = /([rR]?)("""|'''|"|')/y
const ESCAPE = /\\(?:[abfnrtv"'`\\?]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})/y
const SIGN = /&&|\|\||[=!<>]=|[-+*/%!<>?:.,()[\]{}]/y

/** Splits a condition into names, literals and signs, without blanks and comments; or says what cannot be read. */
export function tokensOf(text: string): readonly Token[] | ConditionMistake {
  const tokens: Token[] = []
  let offset = 0
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset
    return pattern.exec(text)?.[0]
  }
  while (offset < text.length) {
    const blank = read(BLANK)
    if (blank !== undefined) {
      offset += blank.length
      continue
    }
    const start = read(TEXT_START)
    if (start !== undefined) {
      const end = endOfText(text, offset + start.length, start)
      if (end === undefined) return { offset, sentence: 'This text is not closed. Write its closing quote.' }
      if (typeof end !== 'number') return end
      tokens.push({ kind: 'literal', text: text.slice(offset, end), offset })
      offset = end
      continue
    }
    const kinds = { name: NAME, literal: NUMBER, sign: SIGN } as const
    const found = (Object.keys(kinds) as Token['kind'][])
      .map((kind) => ({ kind, text: read(kinds[kind]), offset }))
      .find((token): token is Token => token.text !== undefined)
    if (found === undefined) return { offset, sentence: notRead(text, offset) }
    tokens.push(found)
    offset += found.text.length
  }
  return tokens
}

function endOfText(text: string, from: number, start: string): number | ConditionMistake | undefined {
  const raw = /^[rR]/.test(start)
  const quote = raw ? start.slice(1) : start
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(quote, at)) return at + quote.length
    if (quote.length === 1 && /[\r\n]/.test(text.charAt(at))) return undefined
    if (raw || text[at] !== '\\') continue
    ESCAPE.lastIndex = at
    const escape = ESCAPE.exec(text)?.[0]
    if (escape === undefined) return { offset: at, sentence: notEscaped(text.slice(at, at + 2)) }
    at += escape.length - 1
  }
  return undefined
}

function notEscaped(escape: string): string {
  return `"${shown(escape)}" stands for nothing. Write "\\${shown(escape)}", or r"…" for a text without escapes.`
}

const MEANT: Readonly<Record<string, string>> = {
  '=': 'To compare, write "==".',
  '&': 'For "and", write "&&".',
  '|': 'For "or", write "||".',
}

function notRead(text: string, offset: number): string {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0)
  return MEANT[character] ?? `"${shown(character)}" has no meaning here. Remove it, or put it in quotes.`
}
