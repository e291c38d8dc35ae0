import { append } from '../audit/index'
import type { Envelope } from '../catalog/index'
import { databaseNow } from '../db/transaction'
import type { Transaction } from '../db/client'
import { findGrant, lockGrant } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { notFound } from '../identity/index'
import type { SystemContext } from '../identity/index'
import { addSeconds } from '../kernel/durations'
import { DaypassError } from '../kernel/errors'
import type { ErrorCode } from '../kernel/errors'
import type { AssumeRoleOutcome, RoleCredentials } from '../ports/cloud'
import { sessionEvents } from './events'
import { sessionSeconds } from './machine'
import { checkMayMint } from './may-mint'
import type { Minter } from './minter'
import { sessionNames } from './names'
import { findSession, insertIntent, settle } from './store'
import type { NewSession } from './store'
import { idsOf, withhold } from './withhold'
import type { Delivery } from '../scopes/deliveries'

export type MintedSession = {
  minter: Minter
  session: NewSession
  grant: GrantRow
  envelope: Envelope
  credentials: RoleCredentials
  /** Until when they work: their own expiry or the grant's end, whichever is first. */
  worksUntil: Date
}

export type MintInput = { id: string; grantId: string; delivery: Delivery }

/** What is written when a session was issued and may be used, in the same transaction. Refuses before it writes, or not at all. */
export type AtIssue = (tx: Transaction, now: Date, issued: IssuedSession) => Promise<void>

/**
 * Has role credentials issued for a live grant, in one attempt: the intent is committed, STS is called, and what it answered
 * is committed together with a second look at the grant under its lock, before anything may leave the process (invariants
 * 1, 3), and with what `atIssue` writes. `id` is the caller's; a repeated call answers `ERR_ALREADY_ISSUED`, for nothing
 * secret is kept. Throws also what the minter, `checkMayMint` and `atIssue` throw, and the `ERR_STS_…` codes.
 */
export async function mintSession(
  ctx: SystemContext,
  minter: Minter,
  input: MintInput,
  atIssue: AtIssue = () => Promise.resolve(),
): Promise<MintedSession> {
  const intent = await commitIntent(ctx, minter, input)
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
  const refusal = await ctx.inTransaction((tx) => commitOutcome(tx, ctx, intent, outcome, atIssue))
  if (refusal !== undefined) throw refusal
  if (outcome.status !== 'issued') throw new Error('an outcome that is no issue was not refused')
  const { credentials, expiresAt } = outcome
  return { ...intent, credentials, worksUntil: expiresAt < grant.endsAt ? expiresAt : grant.endsAt }
}

/** A session without what is secret about it. */
export type IssuedSession = Omit<MintedSession, 'credentials' | 'worksUntil'>

async function commitIntent(ctx: SystemContext, minter: Minter, input: MintInput): Promise<IssuedSession> {
  try {
    return await ctx.inTransaction((tx) => intend(tx, ctx, minter, input))
  } catch (error) {
    if (error instanceof DaypassError) await logRefusal(ctx, minter, input, error.code)
    throw error
  }
}

async function logRefusal(
  ctx: SystemContext,
  { actor }: Minter,
  { grantId, delivery }: MintInput,
  code: ErrorCode,
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const asked = { grantId, requestId: (await findGrant(tx, grantId))?.requestId, delivery }
    await append(tx, sessionEvents.refused(await databaseNow(tx), actor, asked, code))
  })
}

async function intend(
  tx: Transaction,
  ctx: SystemContext,
  minter: Minter,
  input: MintInput,
): Promise<IssuedSession> {
  const locked = await lockGrant(tx, input.grantId)
  if (locked === undefined) throw notFound()
  const { grant, now } = locked
  const question = { grant, now, delivery: input.delivery, holderOf: minter.holder }
  const { envelope, roleMaxSessionMinutes } = await checkMayMint(tx, ctx, question)
  const cloud = ctx.clouds.aws
  const limit = cloud.sessionLimit(roleMaxSessionMinutes * 60)
  const requestedDurationSeconds = sessionSeconds(
    { now, endsAt: grant.endsAt },
    limit.seconds,
    cloud.shortestSessionSeconds,
  )
  const session: NewSession = {
    ...input,
    personId: grant.personId,
    ...sessionNames(grant.person, input.id),
    requestedDurationSeconds,
    intendedAt: now,
    expiresAt: addSeconds(now, requestedDurationSeconds),
    grantEndsAt: grant.endsAt,
  }
  if (!(await insertIntent(tx, session))) throw await repeated(tx, session)
  const { envelopeHash } = grant
  await append(tx, sessionEvents.intended(now, minter.actor, { ...idsOf({ session, grant }), envelopeHash }))
  return { minter, session, grant, envelope }
}

async function repeated(tx: Transaction, session: NewSession): Promise<DaypassError> {
  const before = await findSession(tx, session.id)
  return before?.grantId === session.grantId && before.delivery === session.delivery
    ? new DaypassError(
        'ERR_ALREADY_ISSUED',
        'This click was answered already, and nothing of the answer is kept. Go back to the grant and click again.',
      )
    : new DaypassError('ERR_ID_TAKEN', 'This id is taken. Go back to the grant and click again.')
}

/** Answers what speaks against handing anything over; what happened is committed either way. */
async function commitOutcome(
  tx: Transaction,
  ctx: SystemContext,
  issued: IssuedSession,
  outcome: AssumeRoleOutcome,
  atIssue: AtIssue,
): Promise<DaypassError | undefined> {
  const { minter, session } = issued
  // The lock first: whoever holds the grant may be about to settle its sessions.
  const locked = await lockGrant(tx, issued.grant.id)
  if (locked === undefined) throw notFound()
  const { now } = locked
  const ids = idsOf(issued)
  if (outcome.status !== 'issued') {
    const { status, code, sentence, providerCode = null } = outcome
    const move = status === 'failed' ? 'fail' : 'lose'
    if (
      !(await settle(tx, session.id, move, { settledAt: now, failureCode: code, failureSentence: sentence }))
    )
      throw lost()
    await append(tx, sessionEvents.notIssued(now, minter.actor, ids, { status, code, providerCode }))
    return new DaypassError(code, sentence)
  }
  const { accessKeyId, assumedRoleId, expiresAt, packedPolicyPercent } = outcome
  const percent = packedPolicyPercent === undefined ? {} : { packedPolicyPercent }
  const facts = { accessKeyId, assumedRoleId, expiresAt, ...percent }
  if (!(await settle(tx, session.id, 'issue', { settledAt: now, ...facts }))) throw lost()
  await append(tx, sessionEvents.issued(now, minter.actor, ids, facts))
  return lookUnderLock(tx, ctx, issued, locked, atIssue)
}

function lost(): DaypassError {
  return new DaypassError(
    'ERR_STS_UNKNOWN',
    'This took too long, so it counts as unknown and nothing was handed over. Try again: that makes a new session.',
  )
}

/**
 * Looks again: the grant may have ended, or the entitlement been withdrawn, while AWS was asked (invariants 1, 3). What
 * speaks against handing over is written down and answered, and nothing may leave the process then.
 */
async function lookUnderLock(
  tx: Transaction,
  ctx: SystemContext,
  issued: IssuedSession,
  locked: { grant: GrantRow; now: Date },
  then: AtIssue,
): Promise<DaypassError | undefined> {
  const { minter, session } = issued
  try {
    await checkMayMint(tx, ctx, { ...locked, delivery: session.delivery, holderOf: minter.holderNow })
    await then(tx, locked.now, issued)
    return undefined
  } catch (error) {
    if (!(error instanceof DaypassError)) throw error
    await withhold(tx, locked.now, issued, { code: error.code, sentence: error.message })
    return error
  }
}

/** The same look once more, for what took time since; throws what speaks against it. */
export async function lookAgain(ctx: SystemContext, issued: IssuedSession, then: AtIssue): Promise<void> {
  const refusal = await ctx.inTransaction(async (tx) => {
    const locked = await lockGrant(tx, issued.grant.id)
    if (locked === undefined) throw notFound()
    return lookUnderLock(tx, ctx, issued, locked, then)
  })
  if (refusal !== undefined) throw refusal
}
