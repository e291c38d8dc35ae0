'use client'

import type { ReactNode } from 'react'
import type { SecretView } from '@/lib/sessions/schema'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'
import { lastsToTheEnd, secretStanding } from './secret-standing'
import type { SecretStanding } from './secret-standing'
import { SecretStatus } from './secret-status'
import styles from './grants.module.css'

/** How the secret stands, and what that means for the program that reads it. */
export function SecretState({ secret, isOver }: { secret: SecretView; isOver: boolean }) {
  const standing = secretStanding(secret, isOver, useServerTime(5000))
  return (
    <div className={styles.text}>
      <p role="status">
        <SecretStatus standing={standing} />
      </p>
      <p>{MEANING[standing](secret)}</p>
    </div>
  )
}

const MEANING: Record<SecretStanding, (secret: SecretView) => ReactNode> = {
  filling: () => 'Daypass asks AWS for credentials and puts them there. This page follows by itself.',
  filled: (secret) => (
    <>
      The credentials there work until{' '}
      {secret.worksUntil !== null && <Time at={secret.worksUntil} form="clock" />}
      {lastsToTheEnd(secret)
        ? ', the end of the grant.'
        : '. They are not renewed by themselves: for longer, fill it again.'}
    </>
  ),
  expired: ({ worksUntil }) => (
    <>
      They worked until {worksUntil !== null && <Time at={worksUntil} form="clock" />} and are not renewed by
      themselves. Fill the secret again to go on.
    </>
  ),
  failed: ({ failureSentence }) => failureSentence,
  emptying: () => 'The grant is over: its credentials are refused already, and the secret is being emptied.',
  'not-emptied': ({ failureSentence }) => (
    <>
      The grant is over and its credentials are refused, but they still stand there: {failureSentence} Daypass
      goes on trying.
    </>
  ),
  emptied: ({ emptiedAt }) => (
    <>
      No credentials stand there any more
      {emptiedAt !== null && (
        <>
          {' '}
          since <Time at={emptiedAt} form="moment and relative" />
        </>
      )}
      .
    </>
  ),
  empty: () => 'No credentials of this grant stand there.',
}
