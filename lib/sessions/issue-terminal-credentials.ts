import { z } from 'zod'
import type { Context } from '../identity/index'
import { anyId, callerId } from '../kernel/input'
import { verb } from '../kernel/verb'
import type { RoleCredentials } from '../ports/cloud'
import { noteHandOver } from './hand-over'
import { mintSession } from './mint-session'
import { byPerson } from './minter'

/** Credentials for one answer to one click: nothing of them is kept. */
export type TerminalCredentials = {
  credentials: RoleCredentials
  region: string
  /** Until when they work: their own expiry or the grant's end, whichever is first. */
  worksUntil: string
}

/**
 * Mints a session for a terminal. `sessionId` is the caller's, new for every click. Throws what `mintSession` throws.
 */
export const issueTerminalCredentials = verb(
  'issue-terminal-credentials',
  z.strictObject({ sessionId: callerId, grantId: anyId }),
  async (ctx: Context, input): Promise<TerminalCredentials> => {
    const { sessionId: id, grantId } = input
    const asked = { id, grantId, delivery: 'terminal' } as const
    const minted = await mintSession(ctx, byPerson(ctx), asked, noteHandOver)
    const { credentials, envelope, worksUntil } = minted
    return { credentials, region: envelope.account.region, worksUntil: worksUntil.toISOString() }
  },
)
