'use client'

import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { GrantPage } from '@/lib/history/schema'
import { EndGrant } from './end-grant'
import type { Relinquish } from './end-grant'
import { OpenConsole } from './open-console'
import styles from './grants.module.css'

/** What the holder of a running grant can do. */
export function UseGrant({ grant, relinquish }: { grant: GrantPage; relinquish: Relinquish }) {
  return (
    <div className={styles.use}>
      <SpaceBetween direction="horizontal" size="xs">
        <OpenConsole grantId={grant.id} />
        <EndGrant grantId={grant.id} relinquish={relinquish} mayWorkUntil={openUntil(grant)} />
      </SpaceBetween>
      <p>
        Is another AWS console open in this browser?{' '}
        <Link href={grant.consoleSignOutUrl} external externalIconAriaLabel="opens in a new tab">
          Sign out of AWS first
        </Link>
        : AWS keeps one console session per browser and refuses a second one.
      </p>
      {grant.sessionNote !== null && <p>{grant.sessionNote}</p>}
    </div>
  )
}

/** The last moment at which a session that was handed out may work; null when there is none. */
function openUntil({ sessions }: GrantPage): string | null {
  const ends = sessions.flatMap((session) => session.worksUntil ?? [])
  return ends.sort().at(-1) ?? null
}
