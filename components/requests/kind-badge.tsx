'use client'

import Badge from '@cloudscape-design/components/badge'
import type { RequestSummary } from '@/lib/requests/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'

/** What kind of request it is, where it is no ordinary one. */
export function KindBadge({ kind }: { kind: RequestSummary['kind'] }) {
  if (kind === 'break-glass') return <BreakGlassBadge />
  return kind === 'extension' ? <Badge color="blue">Extension</Badge> : null
}
