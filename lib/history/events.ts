import type { EventActor, NewEvent } from '../audit/index'
import type { catalogEvents } from '../catalog/events'
import type { grantEvents } from '../grants/events'
import type * as identityEvents from '../identity/events'
import type { notificationEvents } from '../notifications/events'
import type { requestEvents } from '../requests/events'
import type { secretEvents, sessionEvents } from '../sessions/events'
import type { ListName } from './schema'

/** What auditors do with the history, as the log keeps it. */
export const historyEvents = {
  /** Written before the first line leaves: who could take which list away, and by which filters. */
  exported: (
    at: Date,
    actor: EventActor,
    data: { list: ListName; filters: Readonly<Record<string, string>> },
  ): NewEvent<'history.exported'> => ({ type: 'history.exported', at, actor, about: {}, data }),
} as const

type TypeOf<Builder> = Builder extends (...input: never[]) => NewEvent<infer Type> ? Type : never
type TypesOf<Builders> = { [Name in keyof Builders]: TypeOf<Builders[Name]> }[keyof Builders]

/** Every type of event that this version of Daypass writes: the union of what the rooms declare. */
export type EventType =
  | TypesOf<typeof catalogEvents>
  | TypesOf<typeof grantEvents>
  | TypesOf<typeof historyEvents>
  | TypesOf<typeof identityEvents>
  | TypesOf<typeof notificationEvents>
  | TypesOf<typeof requestEvents>
  | TypesOf<typeof secretEvents>
  | TypesOf<typeof sessionEvents>
