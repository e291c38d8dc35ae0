import type { DelegationRow } from './delegation-store'
import type { DelegationView } from './schema'

/** A delegation as pages show it, with how it stands at `now`. */
export function delegationView(row: DelegationRow, now: Date): DelegationView {
  const { id, from, to, comment } = row
  const isOver = row.endedAt !== null || row.endsAt <= now
  return {
    ...{ id, from, to, comment },
    status: isOver ? 'past' : row.startsAt <= now ? 'current' : 'coming',
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
