import Box from '@cloudscape-design/components/box'
import type { ReactNode } from 'react'

/** A table cell's main fact, and a smaller one under it. */
export function TwoLines({ main, small }: { main: ReactNode; small: ReactNode }) {
  return (
    <>
      <div>{main}</div>
      <Box variant="small" color="text-body-secondary">
        {small}
      </Box>
    </>
  )
}
