import { envelopeSchema } from '../catalog/index'
import type { Envelope } from '../catalog/index'
import type { Transaction } from '../db/client'
import { enqueue } from '../jobs/index'
import { sha256Hex } from '../kernel/canonical'
import { addMinutes, utcSeconds } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import { newId } from '../kernel/ids'
import { secretNameFor } from '../scopes/deliveries'
import type { NewGrant } from './store'
import {
  findSecretHold,
  insertSecretHold,
  lengthenSecretHold,
  restartSecretDelivery,
  secretHeldUntil,
  shortenSecretHold,
} from './secret-hold-store'
import type { SecretAttempt, SecretPlace } from './secret-hold-store'

/** Where an envelope's secret is for one grant; undefined when it delivers to none. */
function secretPlaceOf(envelope: Envelope, grantId: string): SecretPlace | undefined {
  if (envelope.secret === undefined) return undefined
  const { accountId, region } = envelope.account
  return { accountId, region, name: secretNameFor(envelope.secret.name, grantId) }
}

/** The queue in which everything that touches a secret is done, one job after the other. A queue's name is short. */
export function secretQueue({ accountId, region, name }: SecretPlace): string {
  return `secret:${sha256Hex([accountId, region, name].join(' '))}`
}

/** "The secret SensitiveS3 is held by another grant until 2026-11-22T12:00:00Z.": said at request, enforced at opening. */
export function secretHeldSentence(name: string, until: Date): string {
  return `The secret ${name} is held by another grant until ${utcSeconds(until)}; it is free from then on.`
}

/** The end of the grant that would stand in the way if this opened now; null when none does or no secret is wished for. */
export async function secretConflict(
  tx: Transaction,
  envelope: Envelope,
  now: Date,
): Promise<{ name: string; until: Date } | null> {
  // A secret of its own is nobody else's.
  const place = secretPlaceOf(envelope, newId())
  if (place === undefined || envelope.secret?.name !== place.name) return null
  const window = { startsAt: now, endsAt: addMinutes(now, envelope.durationMinutes) }
  const until = await secretHeldUntil(tx, place, window)
  return until === undefined ? null : { name: place.name, until }
}

/**
 * Takes the secret that an opening grant delivers to for its window, and has the worker deliver once it runs. Throws `ERR_SECRET_HELD` with the time
 * from which it is free when another grant holds it: two grants never hold one secret at a time.
 */
export async function holdSecret(tx: Transaction, grant: NewGrant, now: Date): Promise<void> {
  const place = secretPlaceOf(envelopeSchema.parse(JSON.parse(grant.envelope)), grant.id)
  if (place === undefined) return
  const { id: grantId, startsAt, endsAt } = grant
  const attemptId = newId()
  if (!(await insertSecretHold(tx, { ...place, grantId, startsAt, endsAt, attemptId }))) {
    const until = (await secretHeldUntil(tx, place, grant)) ?? endsAt
    throw new DaypassError('ERR_SECRET_HELD', secretHeldSentence(place.name, until))
  }
  if (startsAt <= now) await enqueueDelivery(tx, place, { grantId, attemptId })
}

/** Has the worker fill the secret of a scheduled grant whose start has come. */
export async function deliverAtStart(tx: Transaction, grantId: string): Promise<void> {
  const hold = await findSecretHold(tx, grantId)
  if (hold !== null) await enqueueDelivery(tx, hold, { grantId, attemptId: hold.attemptId })
}

/**
 * Keeps the secret of an extended grant until its new end, and has the worker fill it with credentials that last longer.
 * Throws `ERR_SECRET_HELD` when another grant has it by then.
 */
export async function keepSecret(
  tx: Transaction,
  grant: { id: string; startsAt: Date; endsAt: Date },
  { endsAt, running }: { endsAt: Date; running: boolean },
): Promise<void> {
  const hold = await findSecretHold(tx, grant.id)
  if (hold === null) return
  const more = { startsAt: grant.endsAt, endsAt }
  const until = await secretHeldUntil(tx, hold, more)
  if (until !== undefined || !(await lengthenSecretHold(tx, grant.id, endsAt)))
    throw new DaypassError('ERR_SECRET_HELD', secretHeldSentence(hold.name, until ?? endsAt))
  const attemptId = newId()
  if (running && (await restartSecretDelivery(tx, { grantId: grant.id, attemptId })))
    await enqueueDelivery(tx, hold, { grantId: grant.id, attemptId })
}

/** Has the worker make this delivery; its session will have the attempt's id. */
export async function enqueueDelivery(
  tx: Transaction,
  place: SecretPlace,
  { grantId, attemptId: sessionId }: SecretAttempt,
): Promise<void> {
  await enqueue(tx, 'deliver-secret', { grantId, sessionId }, { queue: secretQueue(place) })
}

/** Lets the secret of a grant that ends go, and has the worker empty it. */
export async function releaseSecret(
  tx: Transaction,
  grant: { id: string; envelope: string },
  endedAt: Date,
): Promise<void> {
  const place = secretPlaceOf(envelopeSchema.parse(JSON.parse(grant.envelope)), grant.id)
  if (place === undefined) return
  await shortenSecretHold(tx, grant.id, endedAt)
  await enqueue(tx, 'empty-secret', { grantId: grant.id }, { queue: secretQueue(place) })
}
