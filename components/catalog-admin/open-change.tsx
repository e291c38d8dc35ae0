'use client'

import Button from '@cloudscape-design/components/button'
import type { CatalogChangeSummary } from '@/lib/catalog/change-schema'
import { Notice } from '../basics/notice'
import { Time } from '../clock/time'

/** That a proposal waits, above the catalogue. */
export function OpenChange({ change }: { change: CatalogChangeSummary | null }) {
  if (change === null) return null
  return (
    <Notice
      type="warning"
      header="A change of the catalogue waits for an administrator"
      action={<Button href={`/admin/catalog/changes/${change.id}`}>Look at the change</Button>}
    >
      Proposed by {change.operator}, <Time at={change.createdAt} form="moment and relative" />. Nothing of it
      is offered yet.
    </Notice>
  )
}
