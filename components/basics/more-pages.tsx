'use client'

import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

/** Ways through a long list: back to its first page, and on to the next. Nothing when there is one page. */
export function MorePages({
  path,
  filters = {},
  cursor,
  next,
}: {
  path: string
  /** What the list is narrowed to, on each of its pages. */
  filters?: Readonly<Record<string, string>>
  cursor: string | undefined
  next: string | null
}) {
  if (cursor === undefined && next === null) return null
  const first = addressOf(path, filters)
  return (
    <nav aria-label="Pages">
      <SpaceBetween direction="horizontal" size="xs">
        <Button href={first} disabled={cursor === undefined} iconName="angle-left">
          First page
        </Button>
        <Button
          href={next === null ? first : addressOf(path, { ...filters, cursor: next })}
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

function addressOf(path: string, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters).toString()
  return query === '' ? path : `${path}?${query}`
}
