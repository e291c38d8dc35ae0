import { EVERYBODY } from './cast'
import type { Handle } from './cast'
import { one } from './deeds'
import type { Deed } from './deeds'
import { personOf } from './people'
import { at } from './snapshot'
import type { DrawnDeed } from './steps'
import type { World } from './world'

/** What a drawn deed means now; undefined if there is nothing that it could be about. */
export type Draw = (world: World, drawn: DrawnDeed) => Promise<Deed | undefined> | Deed | undefined

export const anybody = (drawn: number): Handle => one(EVERYBODY, drawn) ?? 'alice'

/** So many minutes from now, ISO 8601. */
export const later = (world: World, minutes: number) => new Date(world.now + minutes * 60_000).toISOString()

export const handleOf = (world: World, personId: string) => personOf(world.state, personId).handle as Handle

/** Mostly whom it is about, sometimes somebody else. */
export const mostly = (handle: Handle, { who }: DrawnDeed): Handle =>
  who % 5 === 0 ? anybody(Math.floor(who / 5)) : handle

/** Half of the time somebody who asked or decided where something is still open, else anybody. */
export function concerned({ state }: World, drawn: number): Handle {
  const open = state.requests.filter(({ status }) => status === 'pending')
  const ids = new Set([
    ...open.map(({ personId }) => personId),
    ...state.decisions
      .filter(({ requestId }) => open.some(({ id }) => id === requestId))
      .flatMap(({ personId, onBehalfOfId }) => [personId, personId, onBehalfOfId ?? personId]),
  ])
  const there = state.people.filter(({ id }) => ids.has(id)).map(({ handle }) => handle as Handle)
  return drawn % 2 === 0 || there.length === 0
    ? anybody(drawn)
    : (one(there, Math.floor(drawn / 2)) ?? 'alice')
}

/** Mostly a pending request. */
export function pendingOr({ state }: World, { at: which, who }: DrawnDeed) {
  const pending = state.requests.filter(({ status }) => status === 'pending')
  return one(pending.length === 0 || who % 7 === 0 ? state.requests : pending, which)
}

/** Mostly a grant that is not over. */
export function runningOr({ state, now }: World, { at: which, who }: DrawnDeed) {
  const running = state.grants.filter(({ status, endsAt }) => status !== 'ended' && at(endsAt) > now)
  return one(running.length === 0 || who % 7 === 0 ? state.grants : running, which)
}
