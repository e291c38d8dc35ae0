import { z } from 'zod'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId } from '../kernel/input'
import type { Secret } from '../kernel/secret'
import { verb } from '../kernel/verb'
import { databaseNow } from '../db/transaction'
import { noteHandOver } from './hand-over'
import { lookAgain, mintSession } from './mint-session'
import { byPerson } from './minter'
import { withhold } from './withhold'

/**
 * Opens the cloud's console for a live grant: mints a session and changes it into the address that signs the browser in.
 * The address is a secret for the one answer to this one click. `sessionId` is the caller's, new for every click.
 * Throws what `mintSession` throws, and `ERR_SIGN_IN_ENDPOINT`.
 */
export const openConsole = verb(
  'open-console',
  z.strictObject({ sessionId: callerId, grantId: anyId }),
  async (ctx: Context, input): Promise<{ signInUrl: Secret }> => {
    const minted = await mintSession(ctx, byPerson(ctx), {
      id: input.sessionId,
      grantId: input.grantId,
      delivery: 'console',
    })
    const { account, scope } = minted.envelope
    const outcome = await ctx.clouds.aws.consoleSignIn({
      account,
      scope,
      credentials: minted.credentials,
      issuer: ctx.portalUrl,
    })
    if (outcome.status === 'failed') {
      await ctx.inTransaction(async (tx) => withhold(tx, await databaseNow(tx), minted, outcome))
      throw new DaypassError(outcome.code, outcome.sentence)
    }
    await lookAgain(ctx, minted, noteHandOver)
    return { signInUrl: outcome.signInUrl }
  },
)
