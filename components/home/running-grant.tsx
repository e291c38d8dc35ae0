'use client'

import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import type { GrantSummary } from '@/lib/grants/schema'
import { sentenceCase } from '../basics/sentence'
import { Countdown, TimeLeftBar } from '../clock/countdown'
import { Time } from '../clock/time'
import { EndGrant } from '../grants/end-grant'
import type { Relinquish } from '../grants/end-grant'
import { OpenConsole } from '../grants/open-console'
import { whenAttended } from '../live/attended'
import styles from './home.module.css'

/** A grant that is running: how long still, what it gives, and what can be done with it. */
export function RunningGrant({ grant, relinquish }: { grant: GrantSummary; relinquish: Relinquish }) {
  const router = useRouter()
  return (
    <li className={styles.grant}>
      <div className={styles.clock}>
        <Countdown
          endsAt={grant.endsAt}
          onEnd={() => {
            whenAttended(() => {
              router.refresh()
            })
          }}
        />
        <TimeLeftBar startsAt={grant.startsAt} endsAt={grant.endsAt} />
        <p>
          until <Time at={grant.endsAt} form="clock" />
        </p>
      </div>
      <div className={styles.gives}>
        <h3>
          <Link href={`/grants/${grant.id}`} fontSize="heading-s">
            {sentenceCase(grant.scopeInWords)}
          </Link>
        </h3>
        <p>
          {grant.entitlement.name} · {grant.entitlement.accountName}
        </p>
        <p className={styles.reason}>{grant.reason}</p>
      </div>
      <div className={styles.use}>
        <SpaceBetween direction="horizontal" size="xs">
          <OpenConsole grantId={grant.id} />
          <EndGrant grantId={grant.id} relinquish={relinquish} mayWorkUntil={grant.endsAt} />
        </SpaceBetween>
        <p>
          Trouble opening it?{' '}
          <Link href={`/grants/${grant.id}`} fontSize="body-s">
            Sign out of AWS first
          </Link>
        </p>
      </div>
    </li>
  )
}
