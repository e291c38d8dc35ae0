'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Delivery } from '@/lib/scopes/deliveries'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { Time } from '../clock/time'
import { handedOutInWords } from './words'

export type Relinquish = Command<{ grantId: string }, { endedAt: string }>

type Props = {
  grantId: string
  relinquish: Relinquish
  /** How sessions were handed out, or could have been. */
  handedOut: readonly Delivery[]
  /** Until when something that was handed out may go on working; null when nothing was. */
  mayWorkUntil: string | null
  /** The secret that the grant holds, where that is known. */
  secretName?: string | null
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

function Confirmation(props: Props & { onClose: () => void }) {
  const { grantId, relinquish, handedOut, mayWorkUntil, secretName = null, onClose } = props
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
            {handedOutInWords(handedOut)} may work until <Time at={mayWorkUntil} form="clock" />.
            {handedOut.includes('console') && ' Sign out of AWS to close a console yourself.'}
          </Box>
        )}
        {secretName !== null && (
          <Box variant="p">The secret {secretName} is emptied, and free for another grant.</Box>
        )}
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
