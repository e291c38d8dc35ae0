import { append } from '../audit/index'
import type { Transaction } from '../db/client'
import { findSecretHold, lockGrant, noteSecretFailed, secretQueue } from '../grants/index'
import type { GrantRow } from '../grants/index'
import type { SystemContext } from '../identity/index'
import { enqueue } from '../jobs/index'
import type { TaskPayload } from '../jobs/index'
import { newId } from '../kernel/ids'
import { secretEvents } from './events'
import { settleLost } from './settle-lost-sessions'
import { countSecretSessions, findSession, noteFailure } from './store'

/** More sessions than this are not started by themselves for one grant: something ends the worker each time. */
const SESSIONS_AT_MOST = 3
const CUT_SHORT = {
  code: 'ERR_SECRET_UNKNOWN',
  sentence: 'Daypass stopped while it filled the secret; another session was started.',
} as const
const TOO_OFTEN = {
  code: 'ERR_SECRET_UNKNOWN',
  sentence:
    'Daypass stopped again and again while it filled the secret. Ask for it again; tell an administrator.',
} as const

/**
 * Whether a delivery began before and its worker ended in the middle: its credentials are gone with it, or stand in a
 * secret that nobody was told of. Its session stays in sight, settled, and another one is started. True when the job
 * with this session has nothing more to do.
 */
export function resumeCutShort(
  ctx: Pick<SystemContext, 'inTransaction'>,
  { grantId, sessionId }: TaskPayload<'deliver-secret'>,
): Promise<boolean> {
  return ctx.inTransaction(async (tx) => {
    const locked = await lockGrant(tx, grantId)
    const session = await findSession(tx, sessionId)
    if (locked === undefined || session === null) return false
    const hold = await findSecretHold(tx, grantId)
    if (hold?.status !== 'waiting') return true
    const { grant, now } = locked
    if (session.status === 'intended') await settleLost(tx, session, grant, now)
    else await noteFailure(tx, sessionId, CUT_SHORT)
    if ((await countSecretSessions(tx, grantId)) < SESSIONS_AT_MOST)
      await enqueue(tx, 'deliver-secret', { grantId, sessionId: newId() }, { queue: secretQueue(hold) })
    else await giveUp(tx, grant, hold.name, now)
    return true
  })
}

async function giveUp(tx: Transaction, grant: GrantRow, name: string, now: Date): Promise<void> {
  const { id: grantId, requestId, personId, entitlementId, accountId } = grant
  await noteSecretFailed(tx, grantId, TOO_OFTEN)
  await append(
    tx,
    secretEvents.failed(now, { grantId, requestId, personId, entitlementId, accountId, name }, TOO_OFTEN),
  )
}
