import type { Actor } from '@/lib/identity/schema'
import type { ViewerPerson } from '@/components/shell/viewer-person'
import { placesFor } from '@/components/shell/navigation'
import type { PlaceGroup } from '@/components/shell/navigation'
import { listMyGrants } from '@/lib/grants/index'
import { listReviews } from '@/lib/requests/index'
import { wiring } from '@/lib/wiring'
import { currentActor, requestContext } from '../_web/context'
import { firstToDecide } from '../_web/to-decide'

export type ShellFacts = {
  person: ViewerPerson | null
  places: readonly PlaceGroup[]
  now: string
  isStandIn: boolean
}

/**
 * What the frame around a page shows. It never fails: with the database away, the frame of someone not signed in stands
 * around the page's own answer.
 */
export async function readShellFacts(): Promise<ShellFacts> {
  const nobody = { person: null, places: [], now: new Date().toISOString(), isStandIn: isStandIn() }
  try {
    const actor = await currentActor()
    return actor === undefined ? nobody : { ...nobody, ...(await factsOf(actor)) }
  } catch {
    return nobody
  }
}

async function factsOf(actor: Actor): Promise<Omit<ShellFacts, 'isStandIn'>> {
  const ctx = await requestContext()
  const [{ items, next }, { now }, reviews] = await Promise.all([
    firstToDecide(ctx, {}),
    listMyGrants(ctx, {}),
    listReviews(ctx, { state: 'open' }),
  ])
  const waiting = next === null ? String(items.length) : `${String(items.length)}+`
  // Auditors see those of others too: only what waits for this person counts.
  const toReview = reviews.items.filter(({ mayReview }) => mayReview).length
  const places = placesFor(
    actor.roles,
    items.length === 0 ? '' : waiting,
    toReview === 0 ? '' : String(toReview),
  )
  return { person: personOf(actor), places, now }
}

function personOf(actor: Actor): ViewerPerson {
  const { name, handle, code, email, roles, groups } = actor
  return { name, handle, code, email, roles, groups, authenticatedAt: actor.authenticatedAt.toISOString() }
}

function isStandIn(): boolean {
  return wiring().system.clouds.aws.isStandIn
}
