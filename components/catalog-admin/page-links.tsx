'use client'

import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

/** The way to the page before and the next one; nothing where there is only one. */
export function PageLinks({ previous, next }: { previous: string | null; next: string | null }) {
  if (previous === null && next === null) return null
  return (
    <nav aria-label="Pages">
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          iconName="angle-left"
          disabled={previous === null}
          {...(previous === null ? {} : { href: previous })}
        >
          Previous page
        </Button>
        <Button
          iconName="angle-right"
          iconAlign="right"
          disabled={next === null}
          {...(next === null ? {} : { href: next })}
        >
          Next page
        </Button>
      </SpaceBetween>
    </nav>
  )
}
