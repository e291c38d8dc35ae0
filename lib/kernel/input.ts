import { z } from 'zod'

// PostgreSQL stores neither NUL nor half of a surrogate pair: refused at the edge, so that nothing is changed on its way in.
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Text that a person types: trimmed, storable, at most `maxLength` UTF-16 units; line breaks become `\n`. */
export function typedText(maxLength: number) {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine(isStorable, 'This text holds a character that cannot be stored. Remove it and try again.')
    .refine((text) => text.length <= maxLength, `At most ${String(maxLength)} characters fit here.`)
}

// Ids are taken in either case and go on in lower case, as PostgreSQL writes them: the log is searched by their text.

/** An id that the caller made: UUIDv7, so that a repeated call is known as the same one. */
export const callerId = z
  .uuidv7('An id is missing or malformed. Reload the page and try again.')
  .toLowerCase()

/** The id of something that exists, as found in an address. */
export const anyId = z.uuid('There is nothing with this id.').toLowerCase()

/** A SHA-256 in lower-case hexadecimal. */
export const hexHash = z.string().regex(/^[0-9a-f]{64}$/, 'A hash is 64 hexadecimal characters.')
