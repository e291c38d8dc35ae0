'use client'

import Container from '@cloudscape-design/components/container'
import { useRouter } from 'next/navigation'
import type { GrantPage } from '@/lib/history/schema'
import { GrantStatusLabel } from '../basics/status-label'
import { Countdown, TimeLeftBar } from '../clock/countdown'
import { Time } from '../clock/time'
import { whenAttended } from '../live/attended'
import type { Relinquish } from './end-grant'
import { UseGrant } from './use-grant'
import { handedOutInWords } from './words'
import styles from './grants.module.css'
import { durationOnOneLine } from '../basics/durations'

/** How a grant stands at this moment, and what its holder can do with it. */
export function GrantNow({ grant, relinquish }: { grant: GrantPage; relinquish: Relinquish }) {
  return (
    <Container>
      <div className={styles.now}>
        <div className={styles.standing}>
          <GrantStatusLabel status={grant.status} endReason={grant.endReason} />
          {grant.status === 'ended' ? <Over grant={grant} /> : <Running grant={grant} />}
        </div>
        {grant.mayUse && <UseGrant grant={grant} relinquish={relinquish} />}
      </div>
    </Container>
  )
}

function Running({ grant: { startsAt, endsAt, durationMinutes } }: { grant: GrantPage }) {
  const router = useRouter()
  return (
    <>
      <Countdown
        endsAt={endsAt}
        onEnd={() => {
          whenAttended(() => {
            router.refresh()
          })
        }}
      />
      <TimeLeftBar startsAt={startsAt} endsAt={endsAt} />
      <p>
        left of {durationOnOneLine(durationMinutes)}, until <Time at={endsAt} form="clock" />
      </p>
    </>
  )
}

function Over({ grant }: { grant: GrantPage }) {
  const { endedAt, endsAt, mayWorkUntil, sessions } = grant
  const handedOut = sessions.filter((session) => session.handedOverAt !== null)
  return (
    <>
      <p className={styles.over}>
        Ended <Time at={endedAt ?? endsAt} form="moment and relative" />
      </p>
      {mayWorkUntil !== null && (
        <p>
          {handedOutInWords(handedOut.map(({ delivery }) => delivery))} may work until{' '}
          <Time at={mayWorkUntil} form="clock" />.
        </p>
      )}
    </>
  )
}
