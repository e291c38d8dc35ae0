import { deliveries } from '../../scopes/deliveries'
import { levels } from '../../scopes/schema'
import { requestKinds } from './facts'
import { BOOL, INT, TEXT, TIMESTAMP } from './types'
import type { TextForm, Type } from './types'
import { days, isZone } from './zone-clock'

/** So many entries a list of facts is taken to have when the cost of a condition is judged. */
const USUAL_LIST = 200
// AWS Organizations: at most 50 tags on an account.
const MOST_TAGS = 50

const DATE: TextForm = {
  fits: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text),
  sentence: 'Write a date of the calendar as in "2026-12-24".',
}
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const ZONE: TextForm = {
  fits: isZone,
  sentence: 'Write the name of a time zone as in "Europe/Berlin".',
}

const one = (...only: readonly string[]): Type => ({ kind: 'text', only })
const list = (of: Type, most = USUAL_LIST): Type => ({ kind: 'list', of, most })
const between = (from: bigint, to: bigint): Type => ({ kind: 'int', from, to })

const fields = {
  request: {
    kind: one(...requestKinds),
    reason: TEXT,
    ticket: TEXT,
    deliveries: list(one(...deliveries), deliveries.length),
    extensionsBefore: INT,
  },
  requester: { handle: TEXT, groups: list(TEXT), manager: TEXT },
  entitlement: { id: TEXT, name: TEXT, role: TEXT, owner: TEXT, canOutlive: BOOL },
  account: {
    id: TEXT,
    name: TEXT,
    accountId: TEXT,
    region: TEXT,
    tags: { kind: 'map', keys: TEXT, of: TEXT, most: MOST_TAGS },
  },
  scope: {
    kind: one('s3', 'whole-role'),
    bucket: TEXT,
    prefix: TEXT,
    level: one(...levels, ''),
    delete: BOOL,
  },
  duration: { minutes: INT, totalMinutes: INT },
  start: {
    at: TIMESTAMP,
    scheduled: BOOL,
    zone: { kind: 'text', form: ZONE },
    day: one(...days),
    hour: between(0n, 23n),
    minute: between(0n, 59n),
    date: { kind: 'text', form: DATE },
    month: between(1n, 12n),
  },
} as const satisfies Record<string, Record<string, Type>>

/** Every name that a condition may use, with its fields. */
export const declared: ReadonlyMap<string, Type> = new Map(
  Object.entries(fields).map(([name, of]) => [name, { kind: 'facts', name, fields: of }]),
)
