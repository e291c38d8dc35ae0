import {
  cancelRequest,
  commentOnRequest,
  openApprovedRequest,
  submitRequest,
  withdrawApproval,
} from '../../requests/index'
import { ASKERS } from './cast'
import { openStageOf } from './counting'
import { callBy, freshId, one } from './deeds'
import { drawDecision } from './draw-decision'
import { judge } from './judge'
import type { OfferedId } from './offer'
import { handleOf, later, mostly, pendingOr } from './pick'
import type { Draw } from './pick'
import { termsIn } from './snapshot'
import type { RequestState } from './snapshot'
import type { World } from './world'

// What takes several people is asked for more often: there is more that can go wrong.
const ASKED_FOR: readonly OfferedId[] = ['one', 'several', 'two', 'ruled', 'several', 'glass', 'two', 'glass']

/** Deeds on requests. */
export const onRequests = {
  ask: (world, { at: what, who, how: [minutes, level, prefix, start, way, more] }) => {
    const entitlementId = one(ASKED_FOR, what) ?? 'one'
    const kind = entitlementId === 'glass' && (more ?? 0) % 3 > 0 ? 'break-glass' : 'ordinary'
    const durationMinutes = one([60, 120, 30, 60, 180, 90, 240, 480], minutes)
    const ways = one(
      [['console'], ['console', 'secret'], ['terminal', 'secret'], ['console', 'terminal']],
      way,
    )
    const startsIn = one([null, null, null, 40, 1500], start) ?? null
    const level_ = one(['read', 'read', 'list', 'read-write'], level)
    const input = {
      id: freshId(),
      kind,
      entitlementId,
      entitlementVersionId: world.state.entitlements.find(({ id }) => id === entitlementId)?.versionId,
      scope: {
        kind: 's3',
        bucket: 'stuff',
        prefix: one(['open/', 'open/', 'open/', 'open/deep/', 'open/deep/', 'closed/'], prefix),
        level: level_,
        delete: false,
      },
      durationMinutes,
      startsAt: startsIn === null || kind === 'break-glass' ? null : later(world, startsIn),
      deliveries: ways,
      reason: 'The model asks.',
      ticket: (more ?? 0) % 4 > 0 ? 'T-1' : null,
      incident: kind === 'break-glass' ? 'INC-1' : null,
    }
    const words = `asks for ${kind === 'ordinary' ? '' : 'break-glass '}${entitlementId} (${String(level_)}, ${String(durationMinutes)} min, ${String(ways)}, start ${String(startsIn ?? 'now')})`
    return callBy(world, one(ASKERS, who) ?? 'alice', words, submitRequest, input)
  },
  decide: drawDecision,
  withdraw: (world, drawn) => {
    const decision = one(
      world.state.decisions.filter(({ withdrawnAt }) => withdrawnAt === null),
      drawn.at,
    )
    if (decision === undefined) return undefined
    const { requestId, personId } = decision
    return callBy(
      world,
      mostly(handleOf(world, personId), drawn),
      `withdraws on ${requestId}`,
      withdrawApproval,
      { requestId },
    )
  },
  comment: (world, drawn) => {
    const request = one(world.state.requests, drawn.at)
    if (request === undefined) return undefined
    const input = { id: freshId(), requestId: request.id, body: 'Why?' }
    return callBy(
      world,
      mostly(handleOf(world, request.personId), drawn),
      `comments on ${request.id}`,
      commentOnRequest,
      input,
    )
  },
  cancel: (world, drawn) => {
    const request = pendingOr(world, drawn)
    if (request === undefined) return undefined
    const { id: requestId, personId } = request
    return callBy(world, mostly(handleOf(world, personId), drawn), `cancels ${requestId}`, cancelRequest, {
      requestId,
    })
  },
  open: (world, drawn) => {
    const request = one(nothingLeft(world), drawn.at) ?? pendingOr(world, drawn)
    if (request === undefined) return undefined
    const { id: requestId, personId } = request
    return callBy(
      world,
      mostly(handleOf(world, personId), drawn),
      `opens ${requestId}`,
      openApprovedRequest,
      { requestId },
    )
  },
} satisfies Record<string, Draw>

/** Pending requests for which nothing is left to decide, by the model. */
function nothingLeft({ state, versions, memory }: World): RequestState[] {
  return state.requests.filter((request) => {
    if (request.status !== 'pending') return false
    const { stages } = judge(versions, state, request, termsIn(state, request))
    return openStageOf(state, request, stages, memory) === null
  })
}
