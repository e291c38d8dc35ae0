import { z } from 'zod'

/** Who caused an event: a person through a sign-in, or Daypass itself. */
export const eventActor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    personId: z.uuid(),
    handle: z.string(),
    name: z.string(),
    signInId: z.uuid().optional(),
  }),
  z.strictObject({ kind: z.literal('daypass') }),
  /** Somebody at the sign-in door whom Daypass does not know. */
  z.strictObject({ kind: z.literal('stranger') }),
  /** Whoever runs Daypass's commands on the machine: the operating system's name for them, and the machine. */
  z.strictObject({ kind: z.literal('operator'), name: z.string() }),
])
export type EventActor = z.output<typeof eventActor>

/** What an event is about, by id: the keys that the log can be searched by. */
export const eventAbout = z.strictObject({
  personId: z.uuid().optional(),
  signInId: z.uuid().optional(),
  requestId: z.uuid().optional(),
  decisionId: z.uuid().optional(),
  grantId: z.uuid().optional(),
  sessionId: z.uuid().optional(),
  entitlementId: z.string().optional(),
  accountId: z.string().optional(),
  catalogChangeId: z.uuid().optional(),
})
export type EventAbout = z.output<typeof eventAbout>

/** The version of the stored form below; raise it when that form changes, and keep reading the old ones. */
export const EVENT_SCHEMA_VERSION = 1

/** An event as it is stored. `data` is typed by the room that declares the event (`events.ts`). */
export const storedEvent = z.strictObject({
  schemaVersion: z.literal(EVENT_SCHEMA_VERSION),
  id: z.uuid(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  actor: eventActor,
  about: eventAbout,
  data: z.record(z.string(), z.json()),
})
export type StoredEvent = z.output<typeof storedEvent>
