import { append } from '../audit/index'
import type { Envelope } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { findGrant, lockGrant } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { eventActorOf, isSignedIn, notFound, standingOf } from '../identity/index'
import type { Actor, Context } from '../identity/index'
import { addSeconds } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import type { ErrorCode } from '../kernel/errors'
import type { AssumeRoleOutcome, RoleCredentials } from '../ports/cloud'
import { sessionEvents } from './events'
import { sessionSeconds } from './machine'
import { checkMayMint } from './may-mint'
import { sessionNames } from './names'
import { findSession, insertIntent, settle } from './store'
import type { NewSession } from './store'
import { idsOf, withhold } from './withhold'

export type MintedSession = {
  session: NewSession
  grant: GrantRow
  envelope: Envelope
  credentials: RoleCredentials
}

/**
 * Has role credentials issued for a live grant, in one attempt: the intent is committed, STS is called, what it answered
 * is committed, and the grant is checked again under its lock before anything may leave the process (invariants 1, 3).
 * `id` is the caller's; a repeated call answers `ERR_ALREADY_ISSUED`, for nothing secret is kept. Throws also
 * `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_GRANT_NOT_LIVE`, `ERR_ENTITLEMENT_WITHDRAWN`, `ERR_NOT_ELIGIBLE`,
 * `ERR_ISSUE_MISMATCH`, `ERR_REQUEST_REFUSED` if what was approved is not offered any more, and the `ERR_STS_…` codes.
 */
export async function mintSession(
  ctx: Context,
  input: { id: string; grantId: string; delivery: 'console' },
): Promise<MintedSession> {
  const intent = await commitIntent(ctx, input)
  const { session, grant, envelope } = intent
  const outcome = await ctx.clouds.aws.assumeRole({
    account: envelope.account,
    roleArn: envelope.roleArn,
    ...(envelope.externalId === undefined ? {} : { externalId: envelope.externalId }),
    approvedPolicy: envelope.policy,
    endsAt: grant.endsAt,
    durationSeconds: session.requestedDurationSeconds,
    askedAt: session.intendedAt,
    sourceIdentity: session.sourceIdentity,
    roleSessionName: session.roleSessionName,
    tags: [
      { key: 'daypass:grant', value: grant.id, transitive: true },
      { key: 'daypass:request', value: grant.requestId, transitive: false },
    ],
  })
  await ctx.inTransaction((tx) => commitOutcome(tx, ctx, intent, outcome))
  if (outcome.status !== 'issued') throw new DaypassError(outcome.code, outcome.sentence)
  await lookAgain(ctx, intent)
  return { session, grant, envelope, credentials: outcome.credentials }
}

type Intent = Omit<MintedSession, 'credentials'>

async function commitIntent(
  ctx: Context,
  input: { id: string; grantId: string; delivery: 'console' },
): Promise<Intent> {
  try {
    return await ctx.inTransaction((tx) => intend(tx, ctx, input))
  } catch (error) {
    if (error instanceof DaypassError) await logRefusal(ctx, input.grantId, error.code)
    throw error
  }
}

async function logRefusal(ctx: Context, grantId: string, code: ErrorCode): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const about = { grantId, requestId: (await findGrant(tx, grantId))?.requestId }
    await append(tx, sessionEvents.refused(await databaseNow(tx), eventActorOf(ctx.actor), about, code))
  })
}

async function intend(
  tx: Transaction,
  ctx: Context,
  input: { id: string; grantId: string; delivery: 'console' },
): Promise<Intent> {
  const locked = await lockGrant(tx, input.grantId)
  if (locked === undefined) throw notFound()
  const { grant, now } = locked
  const { envelope, roleMaxSessionMinutes } = await checkMayMint(tx, ctx, grant, now)
  const cloud = ctx.clouds.aws
  const limit = cloud.sessionLimit(roleMaxSessionMinutes * 60)
  const requestedDurationSeconds = sessionSeconds(
    { now, endsAt: grant.endsAt },
    limit.seconds,
    cloud.shortestSessionSeconds,
  )
  const session: NewSession = {
    ...input,
    personId: ctx.actor.personId,
    ...sessionNames(ctx.actor, input.id),
    requestedDurationSeconds,
    intendedAt: now,
    expiresAt: addSeconds(now, requestedDurationSeconds),
  }
  if (!(await insertIntent(tx, session))) throw await repeated(tx, ctx, input)
  const { envelopeHash } = grant
  await append(
    tx,
    sessionEvents.intended(now, eventActorOf(ctx.actor), { ...idsOf({ session, grant }), envelopeHash }),
  )
  return { session, grant, envelope }
}

async function repeated(
  tx: Transaction,
  ctx: Context,
  input: { id: string; grantId: string },
): Promise<DaypassError> {
  const before = await findSession(tx, input.id)
  return before?.personId === ctx.actor.personId && before.grantId === input.grantId
    ? new DaypassError(
        'ERR_ALREADY_ISSUED',
        'This click was answered already. Go back to the grant and open the console again.',
      )
    : new DaypassError('ERR_ID_TAKEN', 'This id is taken. Go back to the grant and open the console again.')
}

async function commitOutcome(
  tx: Transaction,
  ctx: Context,
  { session, grant }: Intent,
  outcome: AssumeRoleOutcome,
): Promise<void> {
  const actor = eventActorOf(ctx.actor)
  const ids = idsOf({ session, grant })
  const now = await databaseNow(tx)
  if (outcome.status === 'issued') {
    const { accessKeyId, assumedRoleId, expiresAt, packedPolicyPercent } = outcome
    const facts = {
      accessKeyId,
      assumedRoleId,
      expiresAt,
      ...(packedPolicyPercent === undefined ? {} : { packedPolicyPercent }),
    }
    if (!(await settle(tx, session.id, 'issue', { settledAt: now, ...facts }))) throw lost()
    await append(tx, sessionEvents.issued(now, actor, ids, facts))
    return
  }
  const { status, code, sentence, providerCode = null } = outcome
  const move = status === 'failed' ? 'fail' : 'lose'
  if (!(await settle(tx, session.id, move, { settledAt: now, failureCode: code, failureSentence: sentence })))
    throw lost()
  await append(tx, sessionEvents.notIssued(now, actor, ids, { status, code, providerCode }))
}

function lost(): DaypassError {
  return new DaypassError(
    'ERR_STS_UNKNOWN',
    'This took too long, so it counts as unknown and nothing was handed over. Open the console again.',
  )
}

/**
 * Looks again, under the grant's lock: it may have ended, or the entitlement been withdrawn, while AWS was asked
 * (invariants 1, 3). What `then` writes commits together with the look. If nothing may be had any more, that is written
 * down and thrown, and nothing may leave the process.
 */
export async function lookAgain(
  ctx: Context,
  issued: Pick<MintedSession, 'session' | 'grant'>,
  then: (tx: Transaction, now: Date) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    await ctx.inTransaction(async (tx) => {
      const locked = await lockGrant(tx, issued.grant.id)
      if (locked === undefined) throw notFound()
      await checkMayMint(tx, { ...ctx, actor: await actorNow(tx, ctx.actor) }, locked.grant, locked.now)
      await then(tx, locked.now)
    })
  } catch (error) {
    if (error instanceof DaypassError)
      await withhold(ctx, issued, { code: error.code, sentence: error.message })
    throw error
  }
}

/** The actor as of now: they may have signed out, or be known to be in other groups, since they clicked. */
async function actorNow(tx: Transaction, actor: Actor): Promise<Actor> {
  if (!(await isSignedIn(tx, actor.signInId)))
    throw new DaypassError('ERR_SIGN_IN_REQUIRED', 'You have signed out meanwhile. Nothing was handed over.')
  return { ...actor, groups: (await standingOf(tx, actor.personId))?.groups ?? [] }
}
