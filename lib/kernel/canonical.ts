import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** JSON that RFC 8785 can put into one form: no undefined, no NaN, no dates (write them as text first). */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

// `JSON.stringify` writes half a surrogate pair as an escape, and nothing else as \ud800 to \udfff.
const HALF_A_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/**
 * The RFC 8785 (JSON Canonicalization Scheme) text of a value: equal values give equal texts. Throws for what has none:
 * NaN, infinities, and half a surrogate pair (section 3.2.2.2).
 */
export function canonicalText(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined || HALF_A_PAIR.test(text)) throw new TypeError('only JSON has a canonical form')
  return text
}

/** SHA-256 in lower-case hexadecimal (64 characters) of a text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** The hash by which two values are known to be the same: SHA-256 of the canonical text. */
export function canonicalHash(value: Json): string {
  return sha256Hex(canonicalText(value))
}
