'use client'

import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { listAddress, newerIsNewest, newerPage, olderPage } from './filter-model'
import type { Filters, Position } from './filter-model'

/** The way to newer and older entries; nothing where all fit on one page. */
export function Pager({
  path,
  filters,
  position,
  next,
}: {
  path: string
  filters: Filters
  position: Position
  next: string | null
}) {
  const newer = newerPage(position)
  const older = next === null ? null : olderPage(position, next)
  if (newer === null && older === null) return null
  const button = (label: string, icon: 'angle-left' | 'angle-right', target: Position | null) => (
    <Button
      iconName={icon}
      iconAlign={icon === 'angle-left' ? 'left' : 'right'}
      disabled={target === null}
      {...(target === null ? {} : { href: listAddress(path, filters, target) })}
    >
      {label}
    </Button>
  )
  return (
    <nav aria-label="Pages of the list">
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        {button(newerIsNewest(position) ? 'Newest' : 'Newer', 'angle-left', newer)}
        {button('Older', 'angle-right', older)}
      </SpaceBetween>
    </nav>
  )
}
