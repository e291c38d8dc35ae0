'use client'

import Button from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import styles from './basics.module.css'
import { Notice } from './notice'
import { SignInAgain } from './sign-in-again'

type Props = { error: ErrorAnswer | null; action?: ReactNode; children?: ReactNode }

/** A refusal, told at once to everybody, with its stable code and the way on. */
export function ErrorAlert({ error, action, children }: Props) {
  return (
    <div role="alert" className={styles.alert}>
      {error !== null && (
        <Notice type="error" action={action ?? wayOn(error)}>
          {error.sentence} {children}
          <span className={styles.code}> {error.code}</span>
        </Notice>
      )}
    </div>
  )
}

function wayOn({ code }: ErrorAnswer): ReactNode {
  if (code === 'ERR_FRESH_SIGN_IN') return <SignInAgain />
  if (code !== 'ERR_SIGN_IN_REQUIRED') return null
  return (
    <Button target="_blank" href="/sign-in">
      Sign in
    </Button>
  )
}
