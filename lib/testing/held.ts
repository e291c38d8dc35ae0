import type { SystemContext } from '../identity/index'

/** As owner of the tables: a row for each connection to this database that waits for a lock that another one holds. */
export const WAITING_FOR_A_LOCK = `select pid from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`

/** Transactions that do their work and then wait, still open, until they are released: `done` when they wait. */
export function holding<Ctx extends Pick<SystemContext, 'inTransaction'>>(ctx: Ctx) {
  const [released, done] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const inTransaction: SystemContext['inTransaction'] = (work) =>
    ctx.inTransaction(async (tx) => {
      const value = await work(tx)
      done.resolve(undefined)
      await released.promise
      return value
    })
  return {
    ctx: { ...ctx, inTransaction },
    done: done.promise,
    release: () => {
      released.resolve(undefined)
    },
  }
}
