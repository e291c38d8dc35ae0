'use client'

import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { GrantPage } from '@/lib/history/schema'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'
import { stopsEarlyAt } from './continuing'
import { EndGrant } from './end-grant'
import { ExtendGrant } from './extend-grant'
import type { GrantCommands } from './commands'
import styles from './grants.module.css'
import { workingOn } from './handed-out'
import { OpenConsole } from './open-console'
import { RevokeGrant } from './revoke-grant'

type Props = { grant: GrantPage; commands: GrantCommands }

/**
 * What the viewer can do with a grant that is not over: its holder use, extend and end it, others take it back.
 * Credentials for terminals and secrets have cards of their own.
 */
export function UseGrant({ grant, commands }: Props) {
  const { isMine, stopped, whyNotExtend } = grant
  const hasConsole = grant.mayUse && grant.deliveries.includes('console')
  const isScheduled = grant.status === 'scheduled'
  const ending = { ...workingOn(grant), secretName: grant.secret?.name ?? null, isScheduled }
  return (
    <div className={styles.use}>
      <SpaceBetween direction="horizontal" size="xs">
        {hasConsole && <ConsoleButton grant={grant} />}
        {grant.mayExtend && stopped === null && <ExtendGrant grant={grant} extend={commands.extend} />}
        {isMine && <EndGrant grantId={grant.id} relinquish={commands.relinquish} {...ending} />}
        {!isMine && grant.mayRevoke && (
          <RevokeGrant
            grantId={grant.id}
            personName={grant.person.name}
            revoke={commands.revoke}
            {...ending}
          />
        )}
      </SpaceBetween>
      {hasConsole && <ConsoleWords grant={grant} />}
      {isMine && whyNotExtend !== null && grant.pendingExtensionId === null && <p>{whyNotExtend}</p>}
      {isMine && grant.sessionNote !== null && <p>{grant.sessionNote}</p>}
    </div>
  )
}

function ConsoleButton({ grant }: { grant: GrantPage }) {
  const stopsAt = stopsEarlyAt(grant.sessions, 'console', useServerTime(5000))
  return <OpenConsole grantId={grant.id} text={stopsAt === null ? 'Open console' : 'Reopen to continue'} />
}

function ConsoleWords({ grant }: { grant: GrantPage }) {
  const stopsAt = stopsEarlyAt(grant.sessions, 'console', useServerTime(5000))
  if (stopsAt === null)
    return (
      <p>
        Is another AWS console open in this browser? <SignOut grant={grant}>Sign out of AWS first</SignOut>:
        AWS keeps one console session per browser and refuses a second one.
      </p>
    )
  return (
    <p>
      The console that is open works until <Time at={stopsAt} form="clock" />, before the grant ends. To go
      on, <SignOut grant={grant}>sign out of AWS first</SignOut>, then reopen it: AWS keeps one console
      session per browser and refuses a second one.
    </p>
  )
}

function SignOut({ grant, children }: { grant: GrantPage; children: string }) {
  return (
    <Link href={grant.consoleSignOutUrl} external externalIconAriaLabel="opens in a new tab">
      {children}
    </Link>
  )
}
