'use client'

import Button from '@cloudscape-design/components/button'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import type { GrantSummary } from '@/lib/grants/schema'
import type { SecretView } from '@/lib/sessions/schema'
import { BreakGlassBadge } from '../basics/break-glass-badge'
import { sentenceCase } from '../basics/sentence'
import { Countdown, TimeLeftBar } from '../clock/countdown'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'
import { EndGrant } from '../grants/end-grant'
import type { Relinquish } from '../grants/end-grant'
import { OpenConsole } from '../grants/open-console'
import { secretStanding } from '../grants/secret-standing'
import { SecretStatus } from '../grants/secret-status'
import { whenAttended } from '../live/attended'
import styles from './home.module.css'

type Props = { grant: GrantSummary; secret: SecretView | null; relinquish: Relinquish }

/** A grant that is running: how long still, what it gives, and what can be done with it. */
export function RunningGrant({ grant, secret, relinquish }: Props) {
  const router = useRouter()
  const hasConsole = grant.deliveries.includes('console')
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
          </Link>{' '}
          {grant.kind === 'break-glass' && <BreakGlassBadge />}
        </h3>
        <p>
          {grant.entitlement.name} · {grant.entitlement.accountName}
        </p>
        <p className={styles.reason}>{grant.reason}</p>
        {secret !== null && <SecretLine grantId={grant.id} secret={secret} />}
      </div>
      <div className={styles.use}>
        <SpaceBetween direction="horizontal" size="xs">
          {hasConsole && <OpenConsole grantId={grant.id} />}
          {grant.deliveries.includes('terminal') && (
            <Button href={`/grants/${grant.id}#terminal`} ariaLabel="Go to terminal credentials">
              Terminal
            </Button>
          )}
          <EndGrant
            grantId={grant.id}
            relinquish={relinquish}
            handedOut={grant.deliveries}
            mayWorkUntil={grant.endsAt}
            secretName={secret?.name ?? null}
          />
        </SpaceBetween>
        {hasConsole && (
          <p>
            Trouble opening it?{' '}
            <Link href={`/grants/${grant.id}`} fontSize="body-s">
              Sign out of AWS first
            </Link>
          </p>
        )}
      </div>
    </li>
  )
}

function SecretLine({ grantId, secret }: { grantId: string; secret: SecretView }) {
  const standing = secretStanding(secret, false, useServerTime(5000))
  return (
    <p className={styles.secret}>
      <Link href={`/grants/${grantId}#secret`} fontSize="body-m">
        Secret {secret.name}
      </Link>
      <SecretStatus standing={standing} />
    </p>
  )
}
