'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CatalogChangeView } from '@/lib/catalog/change-schema'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import { ErrorAlert } from '../basics/error-alert'
import styles from './catalog-admin.module.css'
import { CloseDialog } from './close-dialog'
import type { Confirm, Decline, Outcome } from './close-dialog'

type Props = { change: CatalogChangeView; confirm: Confirm; decline: Decline }

/** Confirm or decline. When the offer has changed in between nothing is confirmed: the page is read again. */
export function CloseBar({ change, confirm, decline }: Props) {
  const router = useRouter()
  // The dialog closes what was on the screen when it opened, also if the page renews itself behind it.
  const [open, setOpen] = useState<{ outcome: Outcome; change: CatalogChangeView } | null>(null)
  const [outdated, setOutdated] = useState<ErrorAnswer | null>(null)

  function finish(error: ErrorAnswer | null) {
    setOpen(null)
    setOutdated(error)
    router.refresh()
  }

  const button = (outcome: Outcome, disabled: boolean) => (
    <Button
      {...(outcome === 'confirm' ? { variant: 'primary' as const } : {})}
      disabled={disabled}
      onClick={() => {
        setOpen({ outcome, change })
      }}
    >
      {outcome === 'confirm' ? 'Confirm' : 'Decline'}
    </Button>
  )
  return (
    <>
      <ErrorAlert error={outdated} />
      {change.status === 'open' && (
        <div className={styles.bar}>
          {button('confirm', change.shownHash === null || change.gains.length > 0)}
          {button('decline', false)}
        </div>
      )}
      {open !== null && (
        <CloseDialog
          {...open}
          confirm={confirm}
          decline={decline}
          onClose={() => {
            setOpen(null)
          }}
          onClosed={() => {
            finish(null)
          }}
          onOutdated={finish}
        />
      )}
    </>
  )
}
