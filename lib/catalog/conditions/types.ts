/**
 * The types of values in conditions, with what is known of them besides: `only` the texts that a value can be, `from`
 * and `to` the least and largest number, `most` how long a list is taken to be. `any` is what nothing is known about.
 */
export type Type =
  | { kind: 'bool' | 'double' | 'timestamp' | 'length of time' | 'null' | 'any' }
  | { kind: 'int'; from?: bigint; to?: bigint }
  | { kind: 'text'; only?: readonly string[]; form?: TextForm }
  | { kind: 'list'; of: Type; most: number }
  | { kind: 'map'; keys: Type; of: Type; most: number }
  | { kind: 'facts'; name: string; fields: Readonly<Record<string, Type>> }

/** How texts of this kind are written: a value that is not can never be equal. */
export type TextForm = { fits: (text: string) => boolean; sentence: string }

export const ANY: Type = { kind: 'any' }
export const BOOL: Type = { kind: 'bool' }
export const INT: Type = { kind: 'int' }
export const TEXT: Type = { kind: 'text' }
export const TIMESTAMP: Type = { kind: 'timestamp' }
export const LENGTH_OF_TIME: Type = { kind: 'length of time' }

const WORDS: Readonly<Record<Type['kind'], string>> = {
  bool: 'true or false',
  double: 'a number with decimals',
  timestamp: 'a time',
  'length of time': 'a length of time',
  null: 'null',
  any: 'a value',
  int: 'a whole number',
  text: 'a text',
  list: 'a list',
  map: 'a map',
  facts: 'a group of facts',
}

export function typeInWords(type: Type): string {
  return type.kind === 'facts' ? `"${type.name}" as a whole` : WORDS[type.kind]
}

/** Whether values of the two types can be of the same kind at all; numbers compare with each other. */
export function areComparable(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true
  if (isNumber(a) && isNumber(b)) return true
  if (a.kind === 'list' && b.kind === 'list') return areComparable(a.of, b.of)
  if (a.kind === 'map' && b.kind === 'map') return areComparable(a.keys, b.keys) && areComparable(a.of, b.of)
  return a.kind === b.kind
}

export function isNumber({ kind }: Type): boolean {
  return kind === 'int' || kind === 'double'
}

/** What is known of a value that is of one of the two types; undefined if they cannot be mixed. */
export function joined(a: Type, b: Type): Type | undefined {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'text' && b.kind === 'text')
    return a.only && b.only ? { kind: 'text', only: [...new Set([...a.only, ...b.only])] } : TEXT
  if (a.kind === 'int' && b.kind === 'int') return INT
  if (a.kind === 'list' && b.kind === 'list') {
    const of = joined(a.of, b.of)
    return of && { kind: 'list', of, most: Math.max(a.most, b.most) }
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const [keys, of] = [joined(a.keys, b.keys), joined(a.of, b.of)]
    return keys && of && { kind: 'map', keys, of, most: Math.max(a.most, b.most) }
  }
  if (a.kind === 'facts' || b.kind === 'facts') return a === b ? a : undefined
  return a.kind === b.kind ? a : undefined
}
