import { relinquishGrant } from '../../grants/index'
import { endDelegation, suspendPerson } from '../../identity/index'
import type { Context } from '../../identity/index'
import { newId } from '../../kernel/ids'
import {
  cancelRequest,
  decideRequest,
  escalateRequests,
  escalateReviews,
  keepFavourite,
  requestExtension,
  reviewBreakGlass,
} from '../../requests/index'
import { call } from '../domain'
import {
  breakGlass,
  deadMail,
  exhaustedJob,
  extensionOf,
  nameStandIn,
  nothingLeft,
  OFFER,
  proposed,
  requestOf,
  signInAll,
} from './making'
import type { Changes, Domain, People } from './making'
import { POLICY, signInOf } from './roles'

type Ids = Readonly<Record<string, string>>

/** Everything that is called about, each thing in each state that matters, by the state's name in the table. */
export type World = {
  people: People
  requests: Ids
  /** What an approver's page sends, by request. */
  answers: Readonly<Record<string, object>>
  grants: Ids
  reviews: Ids
  delegations: Ids
  favourites: Ids
  persons: Ids
  /** The version of each entitlement that was last on offer. */
  versions: Ids
  changes: Changes
  jobs: Ids
  mails: Ids
  /** By the moved clock. */
  inHours: (hours: number) => string
}

const MINUTE = 60
const TWO_HOURS = 120 * MINUTE

/** Makes the world on a fresh domain, in the order in which its times need it. */
export async function makeWorld(domain: Domain): Promise<World> {
  await domain.offer(OFFER, { table: POLICY })
  const people = await signInAll(domain)
  const { rq, ap, la, ma, ru, ad, su, tl, rv } = people
  const approvers = [ap, la, ma, ru]

  const lapsed = await domain.request(rq)
  const over = await domain.grant(rq, approvers, { durationMinutes: 15 })
  const overdue = await breakGlass(domain, rq)
  await domain.moveClock(75 * MINUTE)
  const escalated = await domain.request(rq)
  const active = await domain.grant(rq, approvers, {
    durationMinutes: 240,
    deliveries: ['console', 'terminal', 'secret'],
  })
  await domain.work()
  const now = TWO_HOURS + MINUTE
  await domain.moveClock(now)
  await escalateRequests(domain.system)
  await escalateReviews(domain.system)
  const inHours = (hours: number) => new Date(Date.now() + (now + hours * 3600) * 1000).toISOString()

  const standIn = (hours: number) => nameStandIn(people, inHours(0), inHours(hours))
  const finished = await standIn(1)
  await call(endDelegation, ap, { delegationId: finished })
  const running = await standIn(24)

  const pendingAfter = async (deciders: readonly Context[]) => {
    const requestId = await domain.request(rq)
    for (const one of deciders) await call(decideRequest, one, await domain.answer(requestId))
    return requestId
  }
  const denied = await domain.request(rq)
  await call(decideRequest, ap, await domain.answer(denied, { outcome: 'deny' }))
  const cancelled = await domain.request(rq)
  await call(cancelRequest, rq, { requestId: cancelled })
  const withdrawn = await domain.request(rq, { entitlementId: 'lake' })
  const stopped = await domain.grant(rq, [ap, la, ma], { entitlementId: 'lake' })
  const scheduled = await domain.grant(rq, approvers, { startsAt: inHours(10) })
  const relinquished = await domain.grant(rq, approvers)
  await call(relinquishGrant, rq, { grantId: relinquished })
  const broken = await breakGlass(domain, rq)
  const reviewed = await breakGlass(domain, rq)
  await call(reviewBreakGlass, rv, { requestId: reviewed.requestId, outcome: 'justified', comment: null })
  const { requestId: extension } = await call(requestExtension, rq, extensionOf(active))

  const ofSue = await domain.request(su)
  const grantOfSue = await domain.grant(su, approvers)

  const requests = {
    'first stage': await pendingAfter([]),
    'second stage': await pendingAfter([ap]),
    'third stage': await pendingAfter([ap, la]),
    'fourth stage': await pendingAfter([ap, la, ma]),
    'nothing left': await nothingLeft(domain, approvers),
    escalated,
    extension,
    'entitlement withdrawn': withdrawn,
    approved: await requestOf(domain, active),
    'glass broken': broken.requestId,
    denied,
    cancelled,
    lapsed,
    'of a suspended person': ofSue,
    'no such': newId(),
  }
  // As alice comes back after the contract.
  people.rq = await domain.signIn('alice', signInOf('rq'))
  const favouriteId = newId()
  const kept = { entitlementId: 'reports', name: 'Reports', durationMinutes: 60, deliveries: ['console'] }
  const { scope } = await domain.form()
  await call(keepFavourite, people.rq, { id: favouriteId, scope, ...kept })

  await domain.offer({ ...OFFER, lake: null }, { table: POLICY })
  const entitlements = await domain.database.entitlement.findMany()
  const mails = { dead: await deadMail(domain, tl), 'no such': newId() }
  const jobs = { exhausted: await exhaustedJob(domain) }
  const changes = await proposed(domain, ad)
  await call(suspendPerson, ad, { personId: su.actor.personId, reason: 'A lost laptop' })
  const answers = Object.fromEntries(
    await Promise.all(
      Object.entries(requests)
        .filter(([state]) => state !== 'no such')
        .map(async ([state, id]): Promise<[string, object]> => [state, await domain.answer(id)]),
    ),
  )
  return {
    ...{ people, requests, answers, changes, jobs, mails, inHours },
    grants: {
      ...{ active, scheduled, stopped, over, relinquished, 'glass broken': broken.grantId },
      'of a suspended person': grantOfSue,
      'no such': newId(),
    },
    reviews: {
      due: broken.requestId,
      'overdue and escalated': overdue.requestId,
      done: reviewed.requestId,
      'none: an ordinary request': requests.approved,
    },
    delegations: { running, over: finished, 'no such': newId() },
    versions: Object.fromEntries(entitlements.map(({ id, currentVersionId }) => [id, currentVersionId])),
    favourites: { kept: favouriteId },
    persons: { another: tl.actor.personId, suspended: su.actor.personId, oneself: ad.actor.personId },
  }
}
