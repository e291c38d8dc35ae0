'use client'

import Button from '@cloudscape-design/components/button'
import type { Filters } from './filter-model'

/** Fetches all that matches as a file, by a form's POST: what is exported stands in the log. */
export function ExportButton({ path, filters }: { path: string; filters: Filters }) {
  return (
    <form method="post" action={`${path}/export`}>
      {Object.entries(filters).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button formAction="submit" iconName="download">
        Export as CSV
      </Button>
    </form>
  )
}
