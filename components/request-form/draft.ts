import type { EntitlementForm } from '@/lib/catalog/schema'
import type { Delivery } from '@/lib/scopes/deliveries'
import { durationInWords } from '@/lib/kernel/durations'
import type { Level, Scope } from '@/lib/scopes/schema'
import { minutesFrom } from './duration-text'

/** When the grant's clock is to start; `at` is ISO 8601, null while what is typed is no moment. */
export type DraftStart = 'approval' | { at: string | null }

/** The form as typed. Everything is text until it is sent. */
export type Draft = {
  kind: 'ordinary' | 'break-glass'
  bucket: string
  prefix: string
  level: Level
  delete: boolean
  deliveries: readonly Delivery[]
  duration: string
  start: DraftStart
  reason: string
  ticket: string
  /** What the incident is known by: for break-glass alone. */
  incident: string
}

/** Fields given in the form's address. */
export type Given = Readonly<Record<string, string | string[] | undefined>>

const USUAL_MINUTES = 60

/** The form as it opens: what the address gives where the entitlement offers it, else the first and least of the offer. */
export function draftFrom(entitlement: EntitlementForm, given: Given): Draft {
  return {
    kind: 'ordinary',
    ...scopePart(entitlement.offer, given),
    deliveries: deliveriesPart(entitlement, given),
    duration: durationText(entitlement, given),
    start: startPart(given),
    ...wordsPart(given),
    incident: '',
  }
}

function scopePart(
  offer: EntitlementForm['offer'],
  given: Given,
): Pick<Draft, 'bucket' | 'prefix' | 'level' | 'delete'> {
  if (offer.kind === 'whole-role') return { bucket: '', prefix: '', level: 'read', delete: false }
  const bucket = offer.buckets.find((one) => one.bucket === textOf(given, 'bucket')) ?? offer.buckets[0]
  const level = offer.levels.find((one) => one === textOf(given, 'level')) ?? leastUseful(offer.levels)
  return {
    bucket: bucket?.bucket ?? '',
    prefix: textOf(given, 'prefix') ?? bucket?.prefixes[0] ?? '',
    level,
    delete: offer.delete && level === 'read-write' && textOf(given, 'delete') === 'yes',
  }
}

/** Reading is what people come for; listing alone only where nothing more is offered, writing only when chosen. */
function leastUseful(levels: readonly Level[]): Level {
  return levels.includes('read') ? 'read' : (levels[0] ?? 'read')
}

/** `deliveries=console,terminal` where that is offered. A secret is filled only for who asks for it, unless there is nothing else. */
function deliveriesPart({ deliveries }: EntitlementForm, given: Given): readonly Delivery[] {
  const wished = textOf(given, 'deliveries')?.split(',') ?? []
  const chosen = deliveries.filter((delivery) => wished.includes(delivery))
  if (chosen.length > 0) return chosen
  const usual = deliveries.filter((delivery) => delivery !== 'secret')
  return usual.length > 0 ? usual : deliveries
}

function durationText({ maxDurationMinutes }: EntitlementForm, given: Given): string {
  const minutes = Number(textOf(given, 'minutes') ?? Math.min(USUAL_MINUTES, maxDurationMinutes))
  return Number.isInteger(minutes) && minutes > 0
    ? durationInWords(minutes)
    : durationInWords(maxDurationMinutes)
}

// Without its offset a time would mean another moment to each reader.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/

function startPart(given: Given): DraftStart {
  const text = textOf(given, 'start')
  if (text === undefined || text === '') return 'approval'
  const moment = INSTANT.test(text) ? new Date(text) : new Date(NaN)
  return { at: Number.isNaN(moment.getTime()) ? null : moment.toISOString() }
}

/** Whether the address fills in anything. */
export function isFilledIn(given: Given): boolean {
  return PREFILLED.some((name) => textOf(given, name) !== undefined)
}
const PREFILLED = [
  'bucket',
  'prefix',
  'level',
  'delete',
  'minutes',
  'start',
  'deliveries',
  'reason',
  'ticket',
]

function wordsPart(given: Given): Pick<Draft, 'reason' | 'ticket'> {
  return { reason: textOf(given, 'reason') ?? '', ticket: textOf(given, 'ticket') ?? '' }
}

function textOf(given: Given, name: string): string | undefined {
  const value = given[name]
  return typeof value === 'string' ? value : undefined
}

/** A prefix with the slash that it ends with; people leave it away. */
export function completePrefix(prefix: string): string {
  const trimmed = prefix.trim()
  return trimmed === '' || trimmed.endsWith('/') ? trimmed : `${trimmed}/`
}

/** The part of the role that the draft asks for. */
export function scopeOf(offer: EntitlementForm['offer'], draft: Draft): Scope {
  if (offer.kind === 'whole-role') return { kind: 'whole-role' }
  const kmsKey = offer.buckets.find((one) => one.bucket === draft.bucket)?.kmsKey
  return {
    kind: 's3',
    bucket: draft.bucket,
    prefix: completePrefix(draft.prefix),
    level: draft.level,
    delete: draft.delete && draft.level === 'read-write',
    ...(kmsKey === undefined ? {} : { kmsKey }),
  }
}

/** The wish that preview and request are about; null while duration or start cannot be read. */
export function wishOf(entitlement: EntitlementForm, draft: Draft) {
  const durationMinutes = minutesFrom(draft.duration)
  const startsAt = startOf(draft)
  if (durationMinutes === null || startsAt === undefined) return null
  const { id: entitlementId, offer, deliveries: offered } = entitlement
  return {
    entitlementId,
    kind: draft.kind,
    scope: scopeOf(offer, draft),
    durationMinutes,
    startsAt,
    deliveries: offered.filter((delivery) => draft.deliveries.includes(delivery)),
  }
}
export type Wish = NonNullable<ReturnType<typeof wishOf>>

/** What the preview is asked: rules may look at reason and ticket too. */
export function questionOf(wish: Wish, { reason, ticket }: Draft) {
  return { ...wish, reason, ticket }
}

/** ISO 8601; null: as soon as approved, as break-glass always is; undefined while it cannot be read. */
function startOf({ kind, start }: Draft): string | null | undefined {
  if (kind === 'break-glass' || start === 'approval') return null
  return start.at ?? undefined
}
