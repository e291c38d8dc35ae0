import { z } from 'zod'
import { append } from '../audit/index'
import { entitlementId, evaluate, sealEnvelope, visibleEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { authorize, eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { canonicalHash } from '../kernel/canonical'
import { DaypassError } from '../kernel/errors'
import { callerId, hexHash, typedText } from '../kernel/input'
import { verb } from '../kernel/verb'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'
import { requestEvents } from './events'
import { countPending, findRequest, insertRequest } from './store'

const submitInput = z.strictObject({
  id: callerId,
  entitlementId,
  entitlementVersionId: hexHash,
  scope: scopeSchema,
  durationMinutes: z.number('Give the duration in whole minutes.'),
  deliveries: z.array(z.enum(deliveries)).max(deliveries.length).default(['console']),
  reason: typedText(1000).refine(
    (text) => /[\p{L}\p{N}]/u.test(text),
    'Say in a sentence why you need it: the approver and the auditor read it.',
  ),
  // Otherwise it could pass for more lines of a mail than it is.
  ticket: typedText(200)
    .refine((text) => !/[\n\r\v\f\u0085\u2028\u2029]/.test(text), 'A ticket is one line.')
    .nullable()
    .transform((text) => (text === '' ? null : text)),
})
const PENDING_AT_MOST = 50

type SubmitInput = z.output<typeof submitInput>

/**
 * Asks for access. The id is the caller's (UUIDv7): sent twice with the same input it is one request. Throws
 * `ERR_NOT_FOUND` if the entitlement is not visible, `ERR_CHANGED_MEANWHILE` if another version of it was on the form,
 * `ERR_REQUEST_REFUSED` with every problem at its field, `ERR_ID_TAKEN`.
 */
export const submitRequest = verb(
  'submit-request',
  submitInput,
  (ctx: Context, input): Promise<{ requestId: string }> =>
    ctx.inTransaction(async (tx) => (await firstResult(tx, ctx, input)) ?? (await submit(tx, ctx, input))),
)

async function submit(tx: Transaction, ctx: Context, input: SubmitInput): Promise<{ requestId: string }> {
  const version = await visibleEntitlement(tx, ctx, input.entitlementId)
  authorize(ctx.actor, { to: 'request', eligible: true })
  await checkPendingLimit(tx, ctx.actor.personId)
  if (version.versionId !== input.entitlementVersionId)
    throw new DaypassError(
      'ERR_CHANGED_MEANWHILE',
      'This entitlement has changed since you opened the form. Reload, look it over and send it again.',
    )
  const evaluation = evaluate({ pinned: version, current: version, withdrawn: false }, input, ctx.clouds.aws)
  const [first] = evaluation.problems
  if (first !== undefined)
    throw new DaypassError('ERR_REQUEST_REFUSED', first.sentence, { fields: evaluation.problems })

  const sealed = sealEnvelope(version, input, evaluation.policy)
  const { id, entitlementId, entitlementVersionId, scope, durationMinutes, reason, ticket } = input
  const request = {
    ...{ id, entitlementId, entitlementVersionId, scope, durationMinutes, reason, ticket },
    inputHash: canonicalHash(input),
    personId: ctx.actor.personId,
    envelope: sealed.text,
    envelopeHash: sealed.hash,
    createdAt: await databaseNow(tx),
  }
  if (!(await insertRequest(tx, request))) return (await firstResult(tx, ctx, input)) ?? taken()
  await append(tx, requestEvents.submitted(request.createdAt, eventActorOf(ctx.actor), request))
  return { requestId: request.id }
}

// Approvers read every one of them: more is a mistake of a program, or worse.
async function checkPendingLimit(tx: Transaction, personId: string): Promise<void> {
  if ((await countPending(tx, personId)) < PENDING_AT_MOST) return
  throw new DaypassError(
    'ERR_REQUEST_REFUSED',
    `You have ${String(PENDING_AT_MOST)} pending requests. Cancel what you do not need any more, then ask again.`,
  )
}

/** What the same call answered before; undefined if the id is new. Throws `ERR_ID_TAKEN` for other input under it. */
async function firstResult(
  tx: Transaction,
  ctx: Context,
  input: SubmitInput,
): Promise<{ requestId: string } | undefined> {
  const before = await findRequest(tx, input.id)
  if (before === null) return undefined
  if (before.personId !== ctx.actor.personId || before.inputHash !== canonicalHash(input)) return taken()
  return { requestId: before.id }
}

function taken(): never {
  throw new DaypassError(
    'ERR_ID_TAKEN',
    'This form was sent already with other input. Open it anew to ask for something else.',
  )
}
