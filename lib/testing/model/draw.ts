import { endDueGrants, relinquishGrant, revokeGrant, startDueGrants } from '../../grants/index'
import { delegate, endDelegation, reinstatePerson, suspendPerson } from '../../identity/index'
import {
  cancelRequest,
  commentOnRequest,
  escalateRequests,
  escalateReviews,
  lapseDueRequests,
  openApprovedRequest,
  remindOfRequests,
  requestExtension,
  reviewBreakGlass,
  submitRequest,
  withdrawApproval,
} from '../../requests/index'
import type { Secret } from '../../kernel/secret'
import { ADMINISTRATORS, ASKERS, CAST, EVERYBODY } from './cast'
import type { Handle, Identity } from './cast'
import { callBy, freshId, one } from './deeds'
import type { Deed } from './deeds'
import { drawDecision } from './draw-decision'
import { personOf } from './judge'
import { OFFERED, VARIANTS } from './offer'
import { at } from './snapshot'
import type { DrawnDeed, Kind } from './steps'
import type { World } from './world'

type Draw = (world: World, drawn: DrawnDeed) => Promise<Deed | undefined> | Deed | undefined

/** What a drawn deed means now; undefined if there is nothing that it could be about. */
export async function draw(world: World, drawn: DrawnDeed): Promise<Deed | undefined> {
  return DRAWS[drawn.kind](world, drawn)
}

const anybody = (drawn: number): Handle => one(EVERYBODY, drawn) ?? 'alice'
const later = (world: World, minutes: number) => new Date(world.now + minutes * 60_000).toISOString()
const handleOf = (world: World, personId: string) => personOf(world.state, personId).handle as Handle
/** Mostly whom it is about, sometimes somebody else. */
const mostly = (handle: Handle, { who }: DrawnDeed): Handle => (who % 5 === 0 ? anybody(who / 5) : handle)

const WORK = {
  startDueGrants,
  endDueGrants,
  lapseDueRequests,
  remindOfRequests,
  escalateRequests,
  escalateReviews,
}

const DRAWS: Record<Kind, Draw> = {
  ask: (world, { at: what, who, how: [minutes, level, prefix, start, way, more] }) => {
    const entitlementId = one(OFFERED, what) ?? 'one'
    const kind = entitlementId === 'glass' && (more ?? 0) % 3 > 0 ? 'break-glass' : 'ordinary'
    const durationMinutes = one([60, 120, 30, 180, 240, 480], minutes)
    const ways = one(
      [['console'], ['console', 'secret'], ['terminal', 'secret'], ['console', 'terminal']],
      way,
    )
    const startsIn = one([null, null, null, 40, 1500], start)
    const level_ = one(['read', 'read', 'list', 'read-write'], level)
    const input = {
      id: freshId(),
      kind,
      entitlementId,
      entitlementVersionId: world.state.entitlements.find(({ id }) => id === entitlementId)?.versionId,
      scope: {
        kind: 's3',
        bucket: 'stuff',
        prefix: one(['open/', 'open/', 'open/deep/', 'closed/'], prefix),
        level: level_,
        delete: false,
      },
      durationMinutes,
      startsAt: startsIn == null || kind === 'break-glass' ? null : later(world, startsIn),
      deliveries: ways,
      reason: 'The model asks.',
      ticket: (more ?? 0) % 2 === 0 ? 'T-1' : null,
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
    const request = pendingOr(world, drawn)
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
  delegate: (world, { at: to, who, how: [start, length] }) => {
    const [startsIn, minutes] = [one([0, 0, 30], start) ?? 0, one([60, 300, 3000], length) ?? 60]
    const input = {
      id: freshId(),
      to: anybody(to),
      startsAt: later(world, startsIn),
      endsAt: later(world, startsIn + minutes),
    }
    const words = `has ${input.to} stand in from ${input.startsAt} to ${input.endsAt}`
    return callBy(world, anybody(who), words, delegate, input)
  },
  'end delegation': (world, drawn) => {
    const delegation = one(world.state.delegations, drawn.at)
    if (delegation === undefined) return undefined
    const who = mostly(handleOf(world, delegation.fromId), drawn)
    return callBy(world, who, `ends the delegation ${delegation.id}`, endDelegation, {
      delegationId: delegation.id,
    })
  },
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
  suspend: (world, { at: whom, who }) => {
    const person = anybody(whom)
    const personId = world.state.people.find(({ handle }) => handle === person)?.id
    return callBy(world, one(ADMINISTRATORS, who) ?? 'adam', `suspends ${person}`, suspendPerson, {
      personId,
      reason: 'Lost badge.',
    })
  },
  reinstate: (world, { at: whom, who }) => {
    const person = one(
      world.state.people.filter(({ suspended }) => suspended),
      whom,
    )
    if (person === undefined) return undefined
    const administrator = one(ADMINISTRATORS, who) ?? 'adam'
    return callBy(world, administrator, `reinstates ${person.handle}`, reinstatePerson, {
      personId: person.id,
    })
  },
  'sign in': (world, { who, how: [change, group, more] }) => {
    const handle = anybody(who)
    const identity = otherIdentity(handle, change ?? 0, group, more)
    return {
      words: `${handle} signs in with the groups ${identity.groups.join(', ')}, the address ${identity.email} and the manager ${String(identity.managerHandle)}`,
      run: (system) => world.signIn(system, handle, identity),
      done: (token) => {
        world.noteSignIn(handle, identity, token as Secret)
      },
    }
  },
  offer: (world, { at: what, how: [how] }) => {
    const id = one(OFFERED, what) ?? 'one'
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

function pendingOr({ state }: World, { at: which, who }: DrawnDeed) {
  const pending = state.requests.filter(({ status }) => status === 'pending')
  return one(pending.length === 0 || who % 7 === 0 ? state.requests : pending, which)
}

function runningOr({ state, now }: World, { at: which, who }: DrawnDeed) {
  const running = state.grants.filter(({ status, endsAt }) => status !== 'ended' && at(endsAt) > now)
  return one(running.length === 0 || who % 7 === 0 ? state.grants : running, which)
}

function otherIdentity(handle: Handle, change: number, group?: number, more?: number): Identity {
  const first: Identity = CAST[handle]
  const other = one(['finance', 'platform', 'engineers', 'duty', 'leads'], group) ?? 'finance'
  return (
    one<Identity>(
      [
        first,
        { ...first, groups: first.groups.filter((name) => name !== other) },
        { ...first, groups: [...new Set([...first.groups, other])] },
        { ...first, groups: [] },
        { ...first, managerHandle: one([...EVERYBODY, null], more) ?? null },
        { ...first, email: CAST[anybody(more ?? 0)].email },
      ],
      change,
    ) ?? first
  )
}
