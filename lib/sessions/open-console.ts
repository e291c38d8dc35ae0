import { z } from 'zod'
import { append } from '../audit/index'
import { eventActorOf } from '../identity/index'
import type { Context } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import { anyId, callerId } from '../kernel/input'
import type { Secret } from '../kernel/secret'
import { verb } from '../kernel/verb'
import { sessionEvents } from './events'
import { lookAgain, mintSession } from './mint-session'
import type { MintedSession } from './mint-session'
import { markHandedOver } from './store'
import { idsOf, withhold } from './withhold'

/**
 * Opens the cloud's console for a live grant: mints a session and changes it into the address that signs the browser in.
 * The address is a secret for the one answer to this one click. `sessionId` is the caller's, new for every click.
 * Throws what `mintSession` throws, and `ERR_SIGN_IN_ENDPOINT`.
 */
export const openConsole = verb(
  'open-console',
  z.strictObject({ sessionId: callerId, grantId: anyId }),
  async (ctx: Context, input): Promise<{ signInUrl: Secret }> => {
    const minted = await mintSession(ctx, {
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
      await withhold(ctx, minted, outcome)
      throw new DaypassError(outcome.code, outcome.sentence)
    }
    await handOver(ctx, minted)
    return { signInUrl: outcome.signInUrl }
  },
)

/** Committed before the address leaves: what was handed over is never missing from the log. */
function handOver(ctx: Context, minted: MintedSession): Promise<void> {
  return lookAgain(ctx, minted, async (tx, now) => {
    await markHandedOver(tx, minted.session.id, now)
    await append(tx, sessionEvents.handedOver(now, eventActorOf(ctx.actor), idsOf(minted)))
  })
}
