import { z } from 'zod'
import { databaseNow } from '../db/transaction'
import { anyId } from '../kernel/input'
import { verb } from '../kernel/verb'
import { authorize, notFound } from './authorize'
import type { Context } from './context'
import { delegationsInForce } from './delegation-store'
import { delegationView } from './delegation-view'
import { findPersonPage } from './person-page-store'
import type { PersonPageRow } from './person-page-store'
import type { PersonView } from './schema'
import { suspensionInForce } from './suspension-store'

/** One person, for administrators. Throws `ERR_NOT_FOUND`. */
export const readPerson = verb(
  'read-person',
  z.strictObject({ personId: anyId }),
  async (ctx: Context, { personId }): Promise<{ person: PersonView; now: string }> => {
    authorize(ctx.actor, { to: 'administer' })
    return ctx.inTransaction(async (tx) => {
      const row = await findPersonPage(tx, personId)
      if (row === undefined) throw notFound()
      const now = await databaseNow(tx)
      const suspension = await suspensionInForce(tx, personId)
      const delegations = await delegationsInForce(tx, personId, now)
      const person: PersonView = {
        ...factsOf(row),
        suspension: suspension && {
          by: suspension.by,
          at: suspension.suspendedAt.toISOString(),
          reason: suspension.reason,
        },
        delegations: delegations.map((delegation) => delegationView(delegation, now)),
      }
      return { person, now: now.toISOString() }
    })
  },
)

function factsOf(row: PersonPageRow): Omit<PersonView, 'suspension' | 'delegations'> {
  const { managerHandle, managerId, managerName, createdAt, ...same } = row
  return {
    ...same,
    knownSince: createdAt.toISOString(),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    manager: managerHandle === null ? null : { handle: managerHandle, id: managerId, name: managerName },
  }
}
