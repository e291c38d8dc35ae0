'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { RequestView } from '@/lib/requests/schema'
import { ErrorAlert } from '../basics/error-alert'
import { changesBetween } from './changes'
import { DecisionDialog } from './decision-dialog'
import type { Decide, Outcome } from './decision-dialog'
import { useDecisionKeys } from './use-decision-keys'
import { WhatChanged } from './what-changed'
import styles from './request-view.module.css'

/** Approve or deny. When something has changed in between nothing is decided: the page is read again and says what is new. */
export function DecideBar({ request, decide }: { request: RequestView; decide: Decide }) {
  const router = useRouter()
  // The dialog decides on what was on the screen when it opened, also if the page renews itself behind it.
  const [open, setOpen] = useState<{ outcome: Outcome; request: RequestView } | null>(null)
  const [outdated, setOutdated] = useState<{ error: ErrorAnswer; before: RequestView } | null>(null)
  const mayDecide = request.mayDecide
  useDecisionKeys(mayDecide && open === null, choose)

  function choose(outcome: Outcome) {
    setOpen({ outcome, request })
  }

  function close() {
    setOpen(null)
  }

  return (
    <>
      {outdated !== null && (
        <>
          <ErrorAlert error={outdated.error} />
          <WhatChanged changes={changesBetween(outdated.before, request)} />
        </>
      )}
      {mayDecide && (
        <div className={styles.bar} data-at-bottom>
          <Button
            variant="primary"
            nativeButtonAttributes={{ 'aria-keyshortcuts': 'a' }}
            onClick={() => {
              choose('approve')
            }}
          >
            Approve{' '}
            <kbd className={styles.onPrimary} aria-hidden="true">
              a
            </kbd>
          </Button>
          <Button
            nativeButtonAttributes={{ 'aria-keyshortcuts': 'd' }}
            onClick={() => {
              choose('deny')
            }}
          >
            Deny <kbd aria-hidden="true">d</kbd>
          </Button>
        </div>
      )}
      {open !== null && (
        <DecisionDialog
          request={open.request}
          outcome={open.outcome}
          decide={decide}
          onClose={close}
          onDecided={() => {
            close()
            setOutdated(null)
            router.refresh()
          }}
          onOutdated={(error) => {
            close()
            setOutdated({ error, before: open.request })
            router.refresh()
          }}
        />
      )}
    </>
  )
}
