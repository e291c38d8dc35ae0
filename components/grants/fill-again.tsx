'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import { v7 as newId } from 'uuid'
import type { GrantPage } from '@/lib/history/schema'
import type { SecretView } from '@/lib/sessions/schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { Time } from '../clock/time'
import { useServerTime } from '../clock/viewer'
import { fillAgainFrom } from './secret-standing'
import styles from './grants.module.css'

export type FillSecretAgain = Command<{ grantId: string; sessionId: string }, { asked: true }>

type Props = { grant: GrantPage; secret: SecretView; fill: FillSecretAgain }

/** Has the secret filled once more, with a new session: as soon as that can be, and until then it says from when. */
export function FillAgain({ grant, secret, fill }: Props) {
  const router = useRouter()
  const nowMs = useServerTime(1000)
  const { run, pending, error } = useCommand(fill)
  const from = fillAgainFrom(secret)
  const mayAsk = from !== null && from <= nowMs

  async function ask() {
    await run({ grantId: grant.id, sessionId: newId() })
    router.refresh()
  }

  if (from === null && error === null) return null
  return (
    <div className={styles.fillAgain}>
      {!mayAsk && from !== null && (
        <span>
          Can be filled again from <Time at={new Date(from).toISOString()} form="clock" />
        </span>
      )}
      {from !== null && (
        <Button loading={pending} disabled={!mayAsk} onClick={() => void ask()}>
          Fill again
        </Button>
      )}
      <ErrorAlert error={error} />
    </div>
  )
}
