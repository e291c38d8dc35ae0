'use client'

import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

/** Ways through a long list: back to its first page, and on to the next. Nothing when there is one page. */
export function MorePages({
  path,
  cursor,
  next,
}: {
  path: string
  cursor: string | undefined
  next: string | null
}) {
  if (cursor === undefined && next === null) return null
  return (
    <nav aria-label="Pages">
      <SpaceBetween direction="horizontal" size="xs">
        <Button href={path} disabled={cursor === undefined} iconName="angle-left">
          First page
        </Button>
        <Button
          href={next === null ? path : `${path}?cursor=${encodeURIComponent(next)}`}
          disabled={next === null}
          iconName="angle-right"
          iconAlign="right"
        >
          Next page
        </Button>
      </SpaceBetween>
    </nav>
  )
}
