'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { DeadMailView } from '@/lib/notifications/schema'
import type { Command } from '../basics/commands'
import { CopyableId } from '../basics/copyable-id'
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
          To {to.name} ({to.address}) · {kindName}
        </p>
        <p>
          <StatusIndicator type={state === 'refused' ? 'error' : 'warning'}>
            {state === 'refused' ? 'Refused' : `Given up after ${attemptsInWords(attempts)}`}
          </StatusIndicator>{' '}
          <span className={styles.when}>
            <Time at={lastAttemptAt ?? mail.createdAt} form="moment and relative" />
          </span>
        </p>
        <About mail={mail} />
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

/** By id alone: an administrator need not be one of those who may see it. */
function About({ mail: { requestId, grantId } }: { mail: DeadMailView }) {
  const id = grantId ?? requestId
  if (id === null) return null
  const what = grantId === null ? 'request' : 'grant'
  return (
    <p>
      About {what} <CopyableId id={id} label={`id of the ${what}`} />
    </p>
  )
}

function attemptsInWords(attempts: number): string {
  return attempts === 1 ? 'one attempt' : `${String(attempts)} attempts`
}
