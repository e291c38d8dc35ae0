'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { Time } from '../clock/time'

export type Relinquish = Command<{ grantId: string }, { endedAt: string }>

type Props = {
  grantId: string
  relinquish: Relinquish
  /** Until when a console that is open may go on working; null when none was opened. */
  mayWorkUntil: string | null
}

/** "I'm done": ends the viewer's own grant early, after saying honestly what that stops and what it does not. */
export function EndGrant(props: Props) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button
        onClick={() => {
          setAsks(true)
        }}
      >
        I’m done
      </Button>
      {asks && (
        <Confirmation
          {...props}
          onClose={() => {
            setAsks(false)
          }}
        />
      )}
    </>
  )
}

function Confirmation({ grantId, relinquish, mayWorkUntil, onClose }: Props & { onClose: () => void }) {
  const router = useRouter()
  const { run, pending, error } = useCommand(relinquish)

  async function end() {
    const answer = await run({ grantId })
    if (answer?.ok !== true) return
    onClose()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" loading={pending} onClick={() => void end()}>
          End it now
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal visible header="End this grant now?" closeAriaLabel="Close" onDismiss={onClose} footer={buttons}>
      <SpaceBetween size="s">
        <Box variant="p">
          From this moment nobody can open a new session with it. That cannot be taken back; you can ask for
          access again.
        </Box>
        {mayWorkUntil !== null && (
          <Box variant="p">
            A console already open may work until <Time at={mayWorkUntil} form="clock" />. Sign out of AWS to
            close it yourself.
          </Box>
        )}
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
