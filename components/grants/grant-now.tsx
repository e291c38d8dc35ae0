'use client'

import Container from '@cloudscape-design/components/container'
import { useRouter } from 'next/navigation'
import type { GrantPage } from '@/lib/history/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { durationOnOneLine } from '../basics/durations'
import { GrantStatusLabel } from '../basics/status-label'
import { Countdown, TimeLeftBar } from '../clock/countdown'
import { Time } from '../clock/time'
import { whenAttended } from '../live/attended'
import type { GrantCommands } from './commands'
import styles from './grants.module.css'
import { UseGrant } from './use-grant'
import { handedOutInWords } from './words'

type Props = { grant: GrantPage; commands: GrantCommands }

/** How a grant stands at this moment, and what the viewer can do with it. */
export function GrantNow({ grant, commands }: Props) {
  const isBreakGlass = grant.kind === 'break-glass'
  return (
    <div className={isBreakGlass ? styles.glass : undefined}>
      <Container>
        <div className={styles.now}>
          <div className={styles.standing}>
            <div className={styles.labels}>
              <GrantStatusLabel status={grant.status} endReason={grant.endReason} />
              {isBreakGlass && <BreakGlassBadge />}
            </div>
            <Standing grant={grant} />
          </div>
          {grant.status !== 'ended' && (grant.isMine || grant.mayRevoke) && (
            <UseGrant grant={grant} commands={commands} />
          )}
        </div>
      </Container>
    </div>
  )
}

function Standing({ grant }: { grant: GrantPage }) {
  if (grant.status === 'ended') return <Over grant={grant} />
  return grant.status === 'scheduled' ? <Scheduled grant={grant} /> : <Running grant={grant} />
}

function useRefreshWhenAttended() {
  const router = useRouter()
  return () => {
    whenAttended(() => {
      router.refresh()
    })
  }
}

function Scheduled({ grant: { startsAt, endsAt } }: { grant: GrantPage }) {
  const refresh = useRefreshWhenAttended()
  return (
    <>
      <Countdown endsAt={startsAt} until="start" onEnd={refresh} />
      <p>
        to the start, <Time at={startsAt} form="clock" />. The clock starts then:{' '}
        {durationOnOneLine(minutesBetween(startsAt, endsAt))}, until <Time at={endsAt} form="clock" />.
      </p>
    </>
  )
}

function Running({ grant: { startsAt, endsAt } }: { grant: GrantPage }) {
  const refresh = useRefreshWhenAttended()
  return (
    <>
      <Countdown endsAt={endsAt} onEnd={refresh} />
      <TimeLeftBar startsAt={startsAt} endsAt={endsAt} />
      <p>
        left of {durationOnOneLine(minutesBetween(startsAt, endsAt))}, until <Time at={endsAt} form="clock" />
      </p>
    </>
  )
}

function minutesBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 60_000)
}

function Over({ grant }: { grant: GrantPage }) {
  const { startsAt, endsAt, mayWorkUntil, sessions, ended } = grant
  const endedAt = grant.endedAt ?? endsAt
  const handedOut = sessions.filter((session) => session.handedOverAt !== null)
  const by = grant.endReason === 'revoked' ? (ended?.by ?? null) : null
  const comment = ended?.comment ?? null
  return (
    <>
      <p className={styles.over}>
        Ended <Time at={endedAt} form="moment and relative" />
        {by !== null && ` by ${by.name}`}
      </p>
      {Date.parse(endedAt) <= Date.parse(startsAt) && (
        <p>
          It never began: its start would have been <Time at={startsAt} form="clock" />.
        </p>
      )}
      {comment !== null && <blockquote>{comment}</blockquote>}
      {mayWorkUntil !== null && (
        <p>
          {handedOutInWords(handedOut.map(({ delivery }) => delivery))} may work until{' '}
          <Time at={mayWorkUntil} form="clock" />.
        </p>
      )}
    </>
  )
}
