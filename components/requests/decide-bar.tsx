'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { RequestView } from '@/lib/requests/schema'
import { ErrorAlert } from '../basics/error-alert'
import { SignInAgain } from '../basics/sign-in-again'
import { changesBetween } from './changes'
import { DecisionDialog } from './decision-dialog'
import type { Answering, Decide } from './decision-dialog'
import { useDecisionKeys } from './use-decision-keys'
import { WhatChanged } from './what-changed'
import styles from './request-view.module.css'

const ANSWERS = [
  { answering: 'approve', text: 'Approve', key: 'a' },
  { answering: 'narrow', text: 'Narrow', key: 'n' },
  { answering: 'deny', text: 'Deny', key: 'd' },
] as const

/**
 * Approve, approve less, or deny. When something has changed in between nothing is decided: the page is read again and
 * says what is new.
 */
export function DecideBar({ request, decide }: { request: RequestView; decide: Decide }) {
  const router = useRouter()
  // The dialog decides on what was on the screen when it opened, also if the page renews itself behind it.
  const [open, setOpen] = useState<{ answering: Answering; request: RequestView } | null>(null)
  const [outdated, setOutdated] = useState<{ error: ErrorAnswer; before: RequestView } | null>(null)
  const { mayDecide } = request
  const possible = possibleAnswers(request)
  useDecisionKeys(open === null ? possible.join(' ') : '', choose)

  function choose(answering: Answering) {
    setOpen({ answering, request })
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
          <div className={styles.answers}>
            {ANSWERS.filter(({ answering }) => answering !== 'narrow' || request.narrowChoices !== null).map(
              ({ answering, text, key }) => (
                <Button
                  key={key}
                  variant={answering === 'approve' ? 'primary' : 'normal'}
                  disabled={!possible.includes(answering)}
                  nativeButtonAttributes={{ 'aria-keyshortcuts': key }}
                  onClick={() => {
                    choose(answering)
                  }}
                >
                  {text}{' '}
                  <kbd className={answering === 'approve' ? styles.onPrimary : undefined} aria-hidden="true">
                    {key}
                  </kbd>
                </Button>
              ),
            )}
          </div>
          <Beside request={request} />
        </div>
      )}
      {open !== null && (
        <DecisionDialog
          request={open.request}
          answering={open.answering}
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

/** What can be answered now: narrowing also where only less than this could be approved. */
function possibleAnswers(request: RequestView): readonly Answering[] {
  const { mayDecide, needsFreshSignIn, obstacles, narrowChoices } = request
  if (!mayDecide || needsFreshSignIn) return []
  return [
    ...(obstacles.length === 0 ? (['approve'] as const) : []),
    ...(narrowChoices === null ? [] : (['narrow'] as const)),
    'deny',
  ]
}

/** Beside the buttons: why one cannot be pressed, and in whose place they are. */
function Beside({ request }: { request: RequestView }) {
  const { needsFreshSignIn, obstacles, decidesFor, narrowChoices } = request
  if (needsFreshSignIn)
    return (
      <div className={styles.beside}>
        <span>The approval policy asks approvers to have signed in just now.</span>
        <SignInAgain />
      </div>
    )
  if (obstacles.length > 0)
    return (
      <div className={styles.beside}>
        <span>
          It cannot be approved as it is, for the reason above.
          {narrowChoices !== null && ' Less than this might be.'}
        </span>
      </div>
    )
  if (decidesFor === null) return null
  return (
    <div className={styles.beside}>
      <span>You decide for {decidesFor.name}, who is out of office.</span>
    </div>
  )
}
