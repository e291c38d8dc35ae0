import { z } from 'zod'
import { append } from '../audit/index'
import type { EventActor } from '../audit/index'
import { evaluate, sealEnvelope } from '../catalog/index'
import type { JudgedStage, Question } from '../catalog/index'
import type { Transaction } from '../db/client'
import { addMinutes } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import type { FieldProblem } from '../kernel/errors'
import { newId } from '../kernel/ids'
import type { Cloud } from '../ports/cloud'
import { widerThan } from '../scopes/contains'
import { scopeSchema } from '../scopes/schema'
import { inputHashOf, instantText } from './ask'
import { requestEvents } from './events'
import { withEscalation } from './judge'
import type { JudgedRequest } from './judge'
import { insertNarrowing } from './store'
import type { Terms } from './terms'
import { approversProblem } from './who-could-decide'

/** What an approver makes smaller; what is left out stays as it is. */
export const narrowingSchema = z
  .strictObject({
    scope: scopeSchema.optional(),
    durationMinutes: z.int('Give the duration in whole minutes.').optional(),
    startsAt: instantText.optional(),
  })
  .refine((narrowing) => Object.keys(narrowing).length > 0, 'Narrow something, or approve it as it is.')
export type NarrowingInput = z.output<typeof narrowingSchema>

/**
 * The terms that a narrowing leaves, sealed anew and judged as any request is, and the stages that these have to pass. Never wider in anything: throws
 * `ERR_NOT_NARROWER` with each place where it would be, and `ERR_REQUEST_REFUSED` when the smaller wish is refused.
 */
export async function narrow(
  tx: Transaction,
  cloud: Cloud,
  { terms, entitlement, question, request }: JudgedRequest,
  narrowing: NarrowingInput,
): Promise<{ terms: Terms; stages: readonly JudgedStage[]; approverMinutes: number | null }> {
  const wider = [...widerParts(terms, narrowing, question.now), ...notOfExtensions(question, narrowing)]
  const [first] = wider
  if (first !== undefined) throw new DaypassError('ERR_NOT_NARROWER', first.sentence, { fields: wider })
  const narrower = {
    scope: narrowing.scope ?? terms.scope,
    startsAt: narrowing.startsAt ?? terms.startsAt,
    durationMinutes: narrowing.durationMinutes ?? terms.durationMinutes,
  }
  const asked = { ...question, ...narrower }
  const evaluation = evaluate(entitlement, asked, cloud)
  const requester = { personId: request.personId, email: request.person.email }
  const problems = [...evaluation.problems, ...(await approversProblem(tx, evaluation, requester))]
  const [problem] = problems
  if (problem !== undefined)
    throw new DaypassError('ERR_REQUEST_REFUSED', `This cannot be approved so: ${problem.sentence}`, {
      fields: problems,
    })
  const extendsGrantId = request.extendsGrantId ?? undefined
  const { text, hash } = sealEnvelope(entitlement.pinned, { ...asked, extendsGrantId }, evaluation.policy)
  if (hash === terms.envelopeHash)
    throw new DaypassError('ERR_NOT_NARROWER', 'This narrows nothing. Approve it as it is.')
  return {
    terms: { ...narrower, envelope: text, envelopeHash: hash },
    stages: withEscalation(evaluation.stages, request, entitlement),
    approverMinutes: evaluation.approverMinutes,
  }
}

/** Where a narrowing would reach beyond what is decided on now. A window that was asked for is not left. */
function widerParts(before: Terms, narrowing: NarrowingInput, now: Date): FieldProblem[] {
  const { scope, durationMinutes, startsAt } = narrowing
  const problems = scope === undefined ? [] : widerThan(before.scope, scope)
  if (durationMinutes !== undefined && durationMinutes > before.durationMinutes)
    problems.push({ field: 'durationMinutes', sentence: 'A narrowed request is not longer than before.' })
  if (startsAt === undefined) return problems
  if (startsAt < (before.startsAt ?? now))
    problems.push({ field: 'startsAt', sentence: 'A narrowed request does not start earlier.' })
  const minutes = durationMinutes ?? before.durationMinutes
  if (
    before.startsAt !== null &&
    addMinutes(startsAt, minutes) > addMinutes(before.startsAt, before.durationMinutes)
  )
    problems.push({
      field: 'startsAt',
      sentence: 'It would end later than was asked for. Make it shorter as well.',
    })
  return problems
}

// An extension moves the end of a grant as it is: a smaller scope would change nothing of it (invariant 4).
function notOfExtensions({ kind }: Question, { scope, startsAt }: NarrowingInput): FieldProblem[] {
  if (kind !== 'extension' || (scope === undefined && startsAt === undefined)) return []
  const field = scope === undefined ? 'startsAt' : 'scope'
  return [
    {
      field,
      sentence: 'An extension can only be made shorter. Deny it to have something smaller asked for.',
    },
  ]
}

/** Writes down what a decision narrowed a request to. */
export async function recordNarrowing(
  tx: Transaction,
  actor: EventActor,
  { request, terms: before, now }: JudgedRequest,
  terms: Terms,
  decision: { id: string; narrowing: NarrowingInput | null },
): Promise<void> {
  const decisionId = decision.id
  const inputHash = inputHashOf(decision.narrowing ?? {})
  // The last one counts by its time, also after a clock that was set back.
  const last = request.narrowings.at(-1)?.createdAt
  const createdAt = last !== undefined && last >= now ? new Date(last.getTime() + 1) : now
  await insertNarrowing(tx, {
    ...terms,
    ...{ id: newId(), requestId: request.id, decisionId, inputHash, createdAt },
  })
  await append(
    tx,
    requestEvents.narrowed(now, actor, request, {
      ...terms,
      decisionId,
      previousEnvelopeHash: before.envelopeHash,
    }),
  )
}
