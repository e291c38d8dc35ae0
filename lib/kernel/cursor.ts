import { z } from 'zod'

/** Where a list of newest-first rows goes on: the time and id of the last row shown. */
export type Cursor = { at: Date; id: string }

const parts = z.tuple([z.iso.datetime(), z.uuid()])

/** A cursor as it stands in an address. */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')
}

/** A cursor from an address. One that nobody here wrote is refused at the field. */
export const cursorText = z
  .string()
  .max(200)
  .transform((text, issues): Cursor => {
    const parsed = parts.safeParse(Buffer.from(text, 'base64url').toString('utf8').split(' '))
    if (parsed.success) return { at: new Date(parsed.data[0]), id: parsed.data[1] }
    issues.addIssue({
      code: 'custom',
      message: 'This page of the list is not known. Start from its beginning.',
    })
    return z.NEVER
  })

/** One page out of `limit + 1` rows: the rows to show, and the cursor of what follows if there is more. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Cursor,
): { rows: readonly Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null }
}
