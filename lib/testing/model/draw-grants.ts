import { relinquishGrant, revokeGrant } from '../../grants/index'
import { requestExtension, reviewBreakGlass } from '../../requests/index'
import type { Handle } from './cast'
import { callBy, freshId, one } from './deeds'
import { anybody, handleOf, mostly, runningOr } from './pick'
import type { Draw } from './pick'

/** Deeds on grants. */
export const onGrants = {
  extend: (world, drawn) => {
    const grant = runningOr(world, drawn)
    if (grant === undefined) return undefined
    const [minutes, ticket] = drawn.how
    const durationMinutes = one([60, 30, 120, 240, 15], minutes)
    const ticketText = (ticket ?? 0) % 3 === 0 ? 'T-2' : null
    const input = {
      id: freshId(),
      grantId: grant.id,
      durationMinutes,
      reason: 'It takes longer.',
      ticket: ticketText,
    }
    const words = `asks for ${String(durationMinutes)} min more of ${grant.id}`
    return callBy(world, mostly(handleOf(world, grant.personId), drawn), words, requestExtension, input)
  },
  relinquish: (world, drawn) => {
    const grant = runningOr(world, drawn)
    if (grant === undefined) return undefined
    const who = mostly(handleOf(world, grant.personId), drawn)
    return callBy(world, who, `gives ${grant.id} back`, relinquishGrant, { grantId: grant.id })
  },
  revoke: (world, drawn) => {
    const grant = runningOr(world, drawn)
    if (grant === undefined) return undefined
    const who = one<Handle>(['chris', 'adam', 'dmitri', anybody(drawn.who)], drawn.how[0]) ?? 'adam'
    return callBy(world, who, `revokes ${grant.id}`, revokeGrant, { grantId: grant.id, reason: 'Enough.' })
  },
  review: (world, drawn) => {
    const review = one(world.state.reviews, drawn.at)
    if (review === undefined) return undefined
    const who =
      one<Handle>(['rita', 'felix', 'alice', 'bob', 'alice-two', anybody(drawn.who)], drawn.how[0]) ?? 'rita'
    const outcome = (drawn.how[1] ?? 0) % 2 === 0 ? 'justified' : 'unjustified'
    const input = { requestId: review.requestId, outcome, comment: 'Seen.' }
    return callBy(world, who, `reviews ${review.requestId} as ${outcome}`, reviewBreakGlass, input)
  },
} satisfies Record<string, Draw>
