import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { verb } from '../kernel/verb'
import { authorize } from './authorize'
import type { Context } from './context'
import { delegationsInForce, pastDelegations } from './delegation-store'
import { delegationView } from './delegation-view'
import type { DelegationView } from './schema'

const PAST_AT_MOST = 20

/** The viewer's delegations: given and taken, current and coming, the soonest end first; and the last 20 that are over. */
export const listDelegations = verb(
  'list-delegations',
  z.strictObject({}),
  async (
    ctx: Context,
  ): Promise<{ given: DelegationView[]; taken: DelegationView[]; past: DelegationView[]; now: string }> => {
    const { personId } = ctx.actor
    authorize(ctx.actor, { to: 'delegate', fromPersonId: personId })
    return ctx.inTransaction(async (tx) => {
      const now = await databaseNow(tx)
      const view = (row: Parameters<typeof delegationView>[0]) => delegationView(row, now)
      const inForce = (await delegationsInForce(tx, personId, now)).map(view)
      return {
        given: inForce.filter(({ from }) => from.id === personId),
        taken: inForce.filter(({ to }) => to.id === personId),
        past: (await pastDelegations(tx, personId, now, PAST_AT_MOST)).map(view),
        now: now.toISOString(),
      }
    })
  },
)
