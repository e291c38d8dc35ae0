'use client'

import Badge from '@cloudscape-design/components/badge'

/** Marks what was taken without anybody's approval beforehand, wherever it is shown. */
export function BreakGlassBadge() {
  return <Badge color="red">Break-glass</Badge>
}
