import { decideRequest, findRequest } from '../../requests/index'
import { judgeRequest } from '../../requests/judge'
import { EVERYBODY } from './cast'
import type { Handle } from './cast'
import { callBy, freshId, one } from './deeds'
import type { Deed } from './deeds'
import { openStageOf } from './counting'
import { judge } from './judge'
import { at, termsIn } from './snapshot'
import type { RequestState, TermsState } from './snapshot'
import type { DrawnDeed } from './steps'
import type { Screen, World } from './world'

/** Somebody's decision, mostly of somebody who may, on what is on their screen now or was there before. */
export async function drawDecision(world: World, drawn: DrawnDeed): Promise<Deed | undefined> {
  const { requests } = world.state
  const pending = requests.filter(({ status }) => status === 'pending')
  const request = one(pending.length === 0 || drawn.who % 11 === 0 ? requests : pending, drawn.at)
  if (request === undefined) return undefined
  const [outcomeDrawn = 0, narrowDrawn = 0, screenDrawn = 0, ...rest] = drawn.how
  const outcome = outcomeDrawn % 14 === 0 ? 'deny' : 'approve'
  const narrowing =
    outcome === 'deny' || narrowDrawn % 4 !== 0 ? null : narrowingOf(termsIn(world.state, request), rest)
  const seen = world.screens.get(request.id)
  const screen = seen !== undefined && screenDrawn % 4 === 0 ? seen : await screenOf(world, request)
  const words = `${outcome === 'deny' ? 'denies' : 'approves'} ${request.id}${narrowing === null ? '' : ` narrowed to ${JSON.stringify(narrowing)}`}${screen === seen ? ' as seen before' : ''}`
  world.screens.set(request.id, screen)
  const input = { id: freshId(), requestId: request.id, outcome, comment: null, ...screen, narrowing }
  return callBy(world, decider(world, request, drawn), words, decideRequest, input)
}

/** Somebody looks at every request that is pending, and may decide on what they saw later. */
export async function lookAtAll(world: World): Promise<void> {
  for (const request of world.state.requests)
    if (request.status === 'pending' && !world.screens.has(request.id))
      world.screens.set(request.id, await screenOf(world, request))
}

/** What the decision page shows now. */
async function screenOf(world: World, { id }: RequestState): Promise<Screen> {
  return world.system.inTransaction(async (tx) => {
    const request = await findRequest(tx, id)
    if (request === null) throw new Error(`there is no request ${id}`)
    const { terms, policyHash } = await judgeRequest(tx, world.system, request)
    return { envelopeHash: terms.envelopeHash, policyHash }
  })
}

function decider(world: World, request: RequestState, { who }: DrawnDeed): Handle {
  const { state, versions, memory } = world
  const { stages } = judge(versions, state, request, termsIn(state, request))
  const open = openStageOf(state, request, stages, memory)
  const stage = open === null ? undefined : stages[open]
  const named = state.people.filter((person) => stage?.names(person) === true)
  const standIns = state.delegations
    .filter(
      ({ fromId, endedAt, endsAt }) =>
        named.some(({ id }) => id === fromId) && endedAt === null && at(endsAt) > world.now,
    )
    .map(({ toId }) => state.people.find(({ id }) => id === toId))
  const likely = standIns.length > 0 && who % 5 > 1 ? standIns : named
  const handles = likely.flatMap((person) => person ?? []).map(({ handle }) => handle as Handle)
  return one(handles.length === 0 || who % 6 === 0 ? EVERYBODY : handles, Math.floor(who / 6)) ?? 'chris'
}

function narrowingOf(terms: TermsState, [how = 0, much = 0]: readonly number[]): object {
  const { scope, durationMinutes, startsAt } = terms
  const later = new Date(at(startsAt ?? '2026-11-23T12:00:00Z') + 30 * 60_000).toISOString()
  const choices: object[] = [
    { durationMinutes: Math.max(15, Math.floor(durationMinutes / 2)) },
    { scope: { kind: 's3', ...scope, level: 'list' } },
    { scope: { kind: 's3', ...scope, prefix: `${scope.prefix}deeper/` } },
    { startsAt: later, durationMinutes: Math.max(15, durationMinutes - 30) },
    { durationMinutes: durationMinutes - 15, scope: { kind: 's3', ...scope, prefix: `${scope.prefix}a/` } },
    // None of these is smaller.
    { durationMinutes: durationMinutes + 15 },
    { scope: { kind: 's3', ...scope, prefix: 'open/' } },
    { scope: { kind: 's3', ...scope, level: 'read-write' } },
    { durationMinutes },
  ]
  return one(choices, how + much) ?? {}
}
