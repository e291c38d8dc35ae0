'use client'

import Button from '@cloudscape-design/components/button'
import { useRouter } from 'next/navigation'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import styles from './jobs.module.css'

/** Has one thing tried again. `label` tells screen readers which. */
export function AgainButton<Input, Value>({
  text,
  label,
  command,
  input,
}: {
  text: string
  label: string
  command: Command<Input, Value>
  input: Input
}) {
  const router = useRouter()
  const { run, pending, error } = useCommand(command)

  async function tryAgain() {
    await run(input)
    router.refresh()
  }

  return (
    <>
      <div>
        <Button ariaLabel={label} loading={pending} onClick={() => void tryAgain()}>
          {text}
        </Button>
      </div>
      <div className={styles.refusal}>
        <ErrorAlert error={error} />
      </div>
    </>
  )
}
