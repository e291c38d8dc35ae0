import { z } from 'zod'
import { append } from '../audit/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { DaypassError } from '../kernel/errors'
import type { FieldProblem } from '../kernel/errors'
import { callerId, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { authorize, isSameHuman } from './authorize'
import { checkNotSuspended } from './check-not-suspended'
import { eventActorOf } from './context'
import type { Context } from './context'
import { countGiven, findDelegation, holdersOf, insertDelegation } from './delegation-store'
import { windowProblems } from './delegation-window'
import { delegationMade } from './events'
import { isSuspended } from './suspension-store'

const instant = z.iso.datetime({ error: 'Give the day and the time.' }).transform((text) => new Date(text))

const delegateInput = z.strictObject({
  id: callerId,
  to: typedText(200).refine((text) => text !== '', 'Say who stands in, by handle.'),
  startsAt: instant,
  endsAt: instant,
  comment: typedText(1000)
    .nullish()
    .transform((text) => (text === undefined || text === '' ? null : text)),
})
type DelegateInput = z.output<typeof delegateInput>
type Made = { delegationId: string }

const GIVEN_AT_MOST = 20

/**
 * Out of office: somebody decides in the caller's place from `startsAt` until `endsAt`, where a policy names the caller. A
 * start that has passed is now. The id is the caller's (UUIDv7): sent twice with the same input it is one delegation. Throws
 * `ERR_INPUT` with every problem at its field, `ERR_SUSPENDED`, `ERR_ID_TAKEN`.
 */
export const delegate = verb('delegate', delegateInput, (ctx: Context, input): Promise<Made> =>
  ctx.inTransaction(async (tx) => (await firstResult(tx, ctx, input)) ?? (await make(tx, ctx, input))),
)

async function make(tx: Transaction, ctx: Context, input: DelegateInput): Promise<Made> {
  const { actor } = ctx
  authorize(actor, { to: 'delegate', fromPersonId: actor.personId })
  await checkNotSuspended(tx, actor)
  const now = await databaseNow(tx)
  const problems = windowProblems(input, now)
  const to = await standInFor(tx, ctx, input.to)
  if ('sentence' in to) problems.unshift(to)
  if ((await countGiven(tx, actor.personId, now)) >= GIVEN_AT_MOST)
    problems.push({
      field: '',
      sentence: `You have named ${String(GIVEN_AT_MOST)} stand-ins. End one of them first.`,
    })
  if ('sentence' in to || problems[0] !== undefined)
    throw new DaypassError('ERR_INPUT', problems[0]?.sentence ?? '', { fields: problems })

  const { id, endsAt, comment } = input
  const startsAt = input.startsAt < now ? now : input.startsAt
  const window = { startsAt, endsAt }
  const row = { id, ...window, comment, fromPersonId: actor.personId, toPersonId: to.id, createdAt: now }
  if (!(await insertDelegation(tx, row))) return (await firstResult(tx, ctx, input)) ?? taken()
  const from = { id: actor.personId, name: actor.name, handle: actor.handle }
  const made = { id, from, to, ...window, comment }
  await append(tx, delegationMade({ at: now, actor: eventActorOf(actor) }, made))
  return { delegationId: id }
}

type StandIn = { id: string; name: string; handle: string }

/** The one person whom a handle means and who can stand in, or what is wrong at the field. */
async function standInFor(
  tx: Transaction,
  { actor }: Context,
  handle: string,
): Promise<StandIn | FieldProblem> {
  const problem = (sentence: string): FieldProblem => ({ field: 'to', sentence })
  const [person, second] = await holdersOf(tx, handle)
  if (person === undefined)
    return problem(`Daypass knows nobody with the handle ${handle}. They have to have signed in once.`)
  if (second !== undefined)
    return problem(`Two people have the handle ${handle}: it means neither of them. Ask an administrator.`)
  if (person.id === actor.personId) return problem('Nobody stands in for themselves. Name somebody else.')
  if (isSameHuman({ personId: person.id, email: person.email }, actor))
    return problem('That account has your own address, so it counts as you. Name somebody else.')
  if (await isSuspended(tx, person.id)) return problem(`${person.name} cannot stand in at the moment.`)
  return person
}

/** What the same call answered before; undefined if the id is new. Throws `ERR_ID_TAKEN` for other input under it. */
async function firstResult(tx: Transaction, ctx: Context, input: DelegateInput): Promise<Made | undefined> {
  const before = await findDelegation(tx, input.id)
  if (before === null) return undefined
  const startsAt = input.startsAt < before.createdAt ? before.createdAt : input.startsAt
  const isSame =
    before.from.id === ctx.actor.personId &&
    before.to.handle === input.to &&
    before.startsAt.getTime() === startsAt.getTime() &&
    before.endsAt.getTime() === input.endsAt.getTime() &&
    before.comment === input.comment
  return isSame ? { delegationId: before.id } : taken()
}

function taken(): never {
  throw new DaypassError(
    'ERR_ID_TAKEN',
    'This form was sent already with other input. Reload the page to name another stand-in.',
  )
}
