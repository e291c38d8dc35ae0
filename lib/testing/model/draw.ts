import { endDueGrants, startDueGrants } from '../../grants/index'
import { escalateRequests, escalateReviews, lapseDueRequests, remindOfRequests } from '../../requests/index'
import { one } from './deeds'
import type { Deed } from './deeds'
import { lookAtAll } from './draw-decision'
import { onGrants } from './draw-grants'
import { onPeople } from './draw-people'
import { onRequests } from './draw-requests'
import { OFFERED, VARIANTS } from './offer'
import type { OfferedId, Variant } from './offer'
import type { Draw } from './pick'
import type { DrawnDeed, Kind } from './steps'
import type { World } from './world'

const WORK = {
  startDueGrants,
  endDueGrants,
  lapseDueRequests,
  remindOfRequests,
  escalateRequests,
  escalateReviews,
}

const DRAWS: Record<Kind, Draw> = {
  ...onRequests,
  ...onGrants,
  ...onPeople,
  offer: async (world, { at: what, how: [how = 0, back = 0] }) => {
    await lookAtAll(world)
    const pending = world.state.requests.filter(({ status }) => status === 'pending')
    const asked = pending.map(({ entitlementId }) => entitlementId as OfferedId)
    const changed = OFFERED.filter((id) => world.shelf[id] !== 'base')
    const goesBack = changed.length > 0 && back % 2 === 0
    const some = goesBack ? changed : what % 3 === 0 || asked.length === 0 ? OFFERED : asked
    const id = one(some, Math.floor(what / 3)) ?? 'one'
    const others: (Variant | null)[] = [...VARIANTS, 'tighter', 'again', null]
    const variant = goesBack ? 'base' : (one(others, how) ?? null)
    const shelf = { ...world.shelf, [id]: variant }
    return {
      words: `the catalogue has ${id} ${variant ?? 'no more'}`,
      run: (system) => world.offer(system, shelf),
      done: () => {
        world.shelf = shelf
      },
    }
  },
  work: (_world, { at: which }) => {
    const [name, run] = one(Object.entries(WORK), which) ?? ['endDueGrants', endDueGrants]
    return {
      words: `the worker: ${name}`,
      run: async (system) => {
        await run(system)
      },
    }
  },
}

/** Everything that the worker does of itself, once. */
export async function workAll({ system }: World): Promise<void> {
  for (const work of Object.values(WORK)) await work(system)
}

/** What a drawn deed means now; undefined if there is nothing that it could be about. */
export async function draw(world: World, drawn: DrawnDeed): Promise<Deed | undefined> {
  return DRAWS[drawn.kind](world, drawn)
}
