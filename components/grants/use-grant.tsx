'use client'

import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { GrantPage } from '@/lib/history/schema'
import { EndGrant } from './end-grant'
import type { Relinquish } from './end-grant'
import { OpenConsole } from './open-console'
import styles from './grants.module.css'

/** What the holder of a running grant can do; credentials for terminals and secrets have cards of their own. */
export function UseGrant({ grant, relinquish }: { grant: GrantPage; relinquish: Relinquish }) {
  const hasConsole = grant.deliveries.includes('console')
  return (
    <div className={styles.use}>
      <SpaceBetween direction="horizontal" size="xs">
        {hasConsole && <OpenConsole grantId={grant.id} />}
        <EndGrant
          grantId={grant.id}
          relinquish={relinquish}
          handedOut={handedOut(grant)}
          mayWorkUntil={openUntil(grant)}
          secretName={grant.secret?.name ?? null}
        />
      </SpaceBetween>
      {hasConsole && (
        <p>
          Is another AWS console open in this browser?{' '}
          <Link href={grant.consoleSignOutUrl} external externalIconAriaLabel="opens in a new tab">
            Sign out of AWS first
          </Link>
          : AWS keeps one console session per browser and refuses a second one.
        </p>
      )}
      {grant.sessionNote !== null && <p>{grant.sessionNote}</p>}
    </div>
  )
}

/** Sessions of which something may still work. */
function workingSessions({ sessions, now }: GrantPage) {
  return sessions.filter(({ worksUntil }) => worksUntil !== null && worksUntil > now)
}

function handedOut(grant: GrantPage) {
  return workingSessions(grant).map(({ delivery }) => delivery)
}

/** The last moment at which a session that was handed out may work; null when there is none. */
function openUntil(grant: GrantPage): string | null {
  const ends = workingSessions(grant).flatMap(({ worksUntil }) => worksUntil ?? [])
  return ends.sort().at(-1) ?? null
}
