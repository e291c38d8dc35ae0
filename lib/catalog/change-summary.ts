import type { CatalogChangeSummary } from './change-schema'
import type { ChangeRow } from './change-store'

/** A change as lists show it. */
export function changeSummary(row: Omit<ChangeRow, 'files'>): CatalogChangeSummary {
  const { id, kind, status, operator, message, createdAt, closedAt, closedBy, comment } = row
  return {
    id,
    kind,
    status,
    operator,
    message,
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    closedByName: closedBy?.name ?? null,
    comment,
  }
}
