'use client'

import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import type { ReactNode } from 'react'

/** Facts side by side, each with its name above; as many columns as fit. */
export function Facts({
  items,
  columns = 3,
}: {
  items: readonly { label: string; value: ReactNode }[]
  columns?: number
}) {
  return <KeyValuePairs columns={columns} minColumnWidth={170} items={items} />
}
