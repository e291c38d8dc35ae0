import { z } from 'zod'
import { entitlementId, visibleEntitlement } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { authorize } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { callerId, hexHash } from '../kernel/input'
import { verb } from '../kernel/verb'
import { deliveries } from '../scopes/deliveries'
import { scopeSchema } from '../scopes/schema'
import { ask, firstResult, inputHashOf, instantText, lineText, reasonText, requesterOf } from './ask'
import type { AskedRequest } from './ask'
import { tellingOfFailures } from './policy-failure'

const submitInput = z
  .strictObject({
    id: callerId,
    kind: z.enum(['ordinary', 'break-glass']).default('ordinary'),
    entitlementId,
    entitlementVersionId: hexHash,
    scope: scopeSchema,
    durationMinutes: z.number('Give the duration in whole minutes.'),
    /** When access is to start; null: when it is approved. */
    startsAt: instantText.nullable().default(null),
    deliveries: z.array(z.enum(deliveries)).max(deliveries.length).default(['console']),
    reason: reasonText,
    ticket: lineText('A ticket'),
    /** The incident that breaking the glass is for. */
    incident: lineText('An incident').default(null),
  })
  .refine(({ kind, incident }) => kind !== 'break-glass' || incident !== null, {
    path: ['incident'],
    message: 'Name the incident: break-glass is for incidents alone.',
  })
  .refine(({ kind, incident }) => kind === 'break-glass' || incident === null, {
    path: ['incident'],
    message: 'An incident belongs to a break-glass request.',
  })

type SubmitInput = z.output<typeof submitInput>

/**
 * Asks for access. What a rule approves, and break-glass, is approved in the same transaction. The id is the caller's
 * (UUIDv7): sent twice with the same input it is one request. Throws `ERR_NOT_FOUND` if the entitlement is not visible,
 * `ERR_CHANGED_MEANWHILE` if another version of it was on the form, `ERR_REQUEST_REFUSED` with every problem at its field,
 * `ERR_ID_TAKEN`, `ERR_SECRET_HELD`.
 */
export const submitRequest = verb(
  'submit-request',
  submitInput,
  (ctx: Context, input): Promise<AskedRequest> =>
    tellingOfFailures(ctx, () =>
      ctx.inTransaction(async (tx) => {
        const { id } = input
        const first = await firstResult(tx, ctx, { id, inputHash: inputHashOf(input) })
        return first ?? (await submit(tx, ctx, input))
      }),
    ),
)

async function submit(tx: Transaction, ctx: Context, input: SubmitInput): Promise<AskedRequest> {
  const version = await visibleEntitlement(tx, ctx, input.entitlementId)
  authorize(ctx.actor, { to: 'request', eligible: true })
  if (version.versionId !== input.entitlementVersionId)
    throw new DaypassError(
      'ERR_CHANGED_MEANWHILE',
      'This entitlement has changed since you opened the form. Reload, look it over and send it again.',
    )
  const now = await databaseNow(tx)
  const { id, incident, kind, scope, startsAt, durationMinutes, deliveries, reason, ticket } = input
  const question = {
    ...{ kind, scope, startsAt, durationMinutes, deliveries, reason, ticket },
    requester: requesterOf(ctx.actor, now),
    extending: null,
    askedAt: now,
    now,
  }
  const entitlement = { pinned: version, current: version, withdrawn: false }
  return ask(tx, ctx, { id, inputHash: inputHashOf(input), entitlement, question, incident })
}
