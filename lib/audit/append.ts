import { canonicalText } from '../kernel/canonical'
import type { Json } from '../kernel/canonical'
import { newId } from '../kernel/ids'
import type { Transaction } from '../db/client'
import type { TaskPayload } from '../jobs/index'
import { EVENT_SCHEMA_VERSION } from './schema'
import type { EventAbout, EventActor } from './schema'

/** An event as a verb hands it over. `type` is `noun.participle`; `at` is the database's clock, read under the verb's lock. */
export type NewEvent<Type extends string = string> = {
  type: Type
  at: Date
  actor: EventActor
  about: EventAbout
  data: { readonly [key: string]: Json | undefined }
}

/**
 * Writes one line of the log and one `react` job, in the caller's transaction (invariant 7).
 * The line is stored once, as RFC 8785 canonical text. Returns the event's id.
 */
export async function append(tx: Transaction, event: NewEvent): Promise<string> {
  const { id, canonical, job } = lineOf(event)
  // One statement, not `enqueue` after it: every verb pays for this round trip.
  await tx.$executeRaw`
    with event as (
      insert into audit_events (id, occurred_at, canonical) values (${id}::uuid, ${event.at}, ${canonical}))
    select graphile_worker.add_job('react', ${job}::json)`
  return id
}

/** So many lines are written by one statement. */
const AT_ONCE = 500

/** Writes many lines and their jobs as `append` does, in few statements. */
export async function appendAll(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const lines = events.slice(from, from + AT_ONCE).map((event) => ({ ...lineOf(event), at: event.at }))
    const [ids, times] = [lines.map(({ id }) => id), lines.map(({ at }) => at)]
    const [texts, jobs] = [lines.map(({ canonical }) => canonical), lines.map(({ job }) => job)]
    await tx.$executeRaw`
      with event as (
        insert into audit_events (id, occurred_at, canonical)
        select * from unnest(${ids}::uuid[], ${times}::timestamptz[], ${texts}::text[]))
      select graphile_worker.add_jobs(array(
        select row('react', job::json, null, null, null, null, null, null)::graphile_worker.job_spec
        from unnest(${jobs}::text[]) job))`
  }
}

function lineOf(event: NewEvent): { id: string; canonical: string; job: string } {
  const id = newId()
  const { type, actor, about, data } = event
  const occurredAt = event.at.toISOString()
  const line = { schemaVersion: EVENT_SCHEMA_VERSION, id, type, occurredAt, actor, about, data }
  const job: TaskPayload<'react'> = { eventId: id }
  return { id, canonical: canonicalText(line), job: JSON.stringify(job) }
}
