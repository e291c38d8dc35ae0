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

export type Withdraw = Command<{ requestId: string }, unknown>

/** Takes the viewer's own approval back while the request still waits, after asking. */
export function WithdrawButton({ requestId, withdraw }: { requestId: string; withdraw: Withdraw }) {
  const router = useRouter()
  const [asks, setAsks] = useState(false)
  const { run, pending, error } = useCommand(withdraw)

  function close() {
    setAsks(false)
  }

  async function send() {
    const answer = await run({ requestId })
    if (answer?.ok === true) close()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={close}>Keep it</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          Withdraw it
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <>
      <Box margin={{ top: 'xs' }}>
        <Button
          onClick={() => {
            setAsks(true)
          }}
        >
          Withdraw my approval
        </Button>
      </Box>
      {asks && (
        <Modal
          visible
          header="Withdraw your approval?"
          closeAriaLabel="Close"
          onDismiss={close}
          footer={buttons}
        >
          <SpaceBetween size="s">
            <Box variant="p">
              It does not count any more, and what you narrowed stays narrowed. Everybody who sees the request
              sees that you withdrew.
            </Box>
            <ErrorAlert error={error} />
          </SpaceBetween>
        </Modal>
      )}
    </>
  )
}
