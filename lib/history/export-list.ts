import type { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import { grantSummary } from '../grants/index'
import { authorize, eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { BYTE_ORDER_MARK, csvRecord } from '../kernel/csv'
import { cursorText } from '../kernel/cursor'
import type { Cursor } from '../kernel/cursor'
import { verb } from '../kernel/verb'
import type { Verb } from '../kernel/verb'
import type { Page } from '../requests/schema'
import { historyEvents } from './events'
import { eventColumns, grantColumns, sessionColumns } from './export-columns'
import type { Column } from './export-columns'
import { eventExportFilters, grantExportFilters, sessionExportFilters } from './filters'
import { readEvents } from './list-events'
import { readGrants } from './list-grants'
import { readSessions } from './list-sessions'
import type { ListExport, ListName } from './schema'

/** So many rows are read at a time, and no more are held than those. */
const PIECE_SIZE = 500

/** All grants that match as a CSV file, newest first. Throws `ERR_NOT_FOUND` for anybody but auditors. */
export const exportGrants = exporting('grants', grantExportFilters, grantColumns, (ctx, asked, cursor) =>
  readGrants(ctx, { ...asked, cursor }, PIECE_SIZE, (row, now) => ({
    ...grantSummary(row, now),
    ticket: row.request.ticket,
    incident: row.request.incident,
    endedBy: row.endedBy,
    endComment: row.endComment,
  })),
)

/** All sessions that match as a CSV file, newest first. Throws `ERR_NOT_FOUND` for anybody but auditors. */
export const exportSessions = exporting(
  'sessions',
  sessionExportFilters,
  sessionColumns,
  (ctx, asked, cursor) => readSessions(ctx, { ...asked, cursor }, PIECE_SIZE),
)

/** All events that match as a CSV file, newest first. Throws `ERR_NOT_FOUND` for anybody but auditors. */
export const exportEvents = exporting('events', eventExportFilters, eventColumns, (ctx, asked, cursor) =>
  readEvents(ctx, { ...asked, cursor }, PIECE_SIZE),
)

type Asked = Readonly<Record<string, string | Date | undefined>>

// The log's line stands before anything can leave: a reader who goes away half-way has read all the same.
function exporting<Schema extends z.ZodType<Asked>, Item>(
  list: ListName,
  filters: Schema,
  columns: readonly Column<Item>[],
  read: (ctx: Context, asked: z.output<Schema>, cursor: Cursor | undefined) => Promise<Page<Item>>,
): Verb<Context, Schema, ListExport> {
  return verb(`export-${list}`, filters, async (ctx: Context, asked): Promise<ListExport> => {
    authorize(ctx.actor, { to: 'read-history' })
    const now = await ctx.inTransaction(async (tx) => {
      const at = await databaseNow(tx)
      const data = { list, filters: asText(asked) }
      await append(tx, historyEvents.exported(at, eventActorOf(ctx.actor), data))
      return at
    })
    return {
      fileName: `daypass-${list}-${now.toISOString().slice(0, 10)}.csv`,
      pieces: piecesOf(columns, (cursor) => read(ctx, asked, cursor)),
    }
  })
}

async function* piecesOf<Item>(
  columns: readonly Column<Item>[],
  read: (cursor: Cursor | undefined) => Promise<Page<Item>>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRecord(columns.map(([header]) => header))
  for (let cursor: Cursor | undefined; ;) {
    const { items, next } = await read(cursor)
    if (items.length > 0) yield items.map((item) => csvRecord(columns.map(([, cell]) => cell(item)))).join('')
    if (next === null) return
    cursor = cursorText.parse(next)
  }
}

function asText(asked: Asked): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.toISOString()]],
    ),
  )
}
