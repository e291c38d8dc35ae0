import { endDueGrants, startDueGrants } from '../../grants/index'
import { escalateRequests, escalateReviews, lapseDueRequests, remindOfRequests } from '../../requests/index'
import { one } from './deeds'
import type { Deed } from './deeds'
import { onGrants } from './draw-grants'
import { onPeople } from './draw-people'
import { onRequests } from './draw-requests'
import { OFFERED, VARIANTS } from './offer'
import type { OfferedId } from './offer'
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
  offer: (world, { at: what, how: [how] }) => {
    const pending = world.state.requests.filter(({ status }) => status === 'pending')
    const asked = pending.map(({ entitlementId }) => entitlementId as OfferedId)
    const id = one(what % 2 === 0 || asked.length === 0 ? OFFERED : asked, Math.floor(what / 2)) ?? 'one'
    const variant = one([...VARIANTS, null], how) ?? null
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

/** What a drawn deed means now; undefined if there is nothing that it could be about. */
export async function draw(world: World, drawn: DrawnDeed): Promise<Deed | undefined> {
  return DRAWS[drawn.kind](world, drawn)
}
