'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { DeadMailView } from '@/lib/notifications/schema'
import type { Command } from '../basics/commands'
import { EmptyState } from '../basics/empty-state'
import { Time } from '../clock/time'
import { AgainButton } from './again-button'
import styles from './jobs.module.css'

type SendAgain = Command<{ mailId: string }, { state: 'pending' }>

/** Mails that were refused or given up, each with its way to be sent after all. */
export function UnsentMails({ mails, sendAgain }: { mails: readonly DeadMailView[]; sendAgain: SendAgain }) {
  return (
    <Container disableContentPaddings header={<Header variant="h2">Mails that were not sent</Header>}>
      {mails.length === 0 ? (
        <EmptyState title="No mail was given up">
          A mail that is refused, or fails again and again, appears here with the reason.
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {mails.map((mail) => (
            <UnsentMail key={mail.id} mail={mail} sendAgain={sendAgain} />
          ))}
        </ul>
      )}
    </Container>
  )
}

function UnsentMail({ mail, sendAgain }: { mail: DeadMailView; sendAgain: SendAgain }) {
  const { id, state, kindName, to, subject, attempts, errorCode, errorSentence, lastAttemptAt } = mail
  return (
    <li>
      <div className={styles.what}>
        <h3>{subject ?? kindName}</h3>
        <p>
          To {to.name} ({to.address}) · {kindName} · <AboutLink mail={mail} />
        </p>
        <p>
          <StatusIndicator type={state === 'refused' ? 'error' : 'warning'}>
            {state === 'refused' ? 'Refused' : `Given up after ${attemptsInWords(attempts)}`}
          </StatusIndicator>{' '}
          <span className={styles.when}>
            <Time at={lastAttemptAt ?? mail.createdAt} form="moment and relative" />
          </span>
        </p>
        {errorSentence !== null && (
          <p>
            {errorSentence} {errorCode !== null && <span className={styles.code}>{errorCode}</span>}
          </p>
        )}
      </div>
      <AgainButton
        text="Send again"
        label={`Send again to ${to.name}: ${subject ?? kindName}`}
        command={sendAgain}
        input={{ mailId: id }}
      />
    </li>
  )
}

function AboutLink({ mail: { requestId, grantId } }: { mail: DeadMailView }) {
  if (grantId !== null) return <Link href={`/grants/${grantId}`}>Grant</Link>
  if (requestId !== null) return <Link href={`/requests/${requestId}`}>Request</Link>
  return null
}

function attemptsInWords(attempts: number): string {
  return attempts === 1 ? 'one attempt' : `${String(attempts)} attempts`
}
