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

export type Cancel = Command<{ requestId: string }, { status: 'cancelled' }>

/** Takes the viewer's own request back, after asking. */
export function CancelButton({ requestId, cancel }: { requestId: string; cancel: Cancel }) {
  const router = useRouter()
  const [asks, setAsks] = useState(false)
  const { run, pending, error } = useCommand(cancel)

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
          Cancel the request
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <>
      <Button
        onClick={() => {
          setAsks(true)
        }}
      >
        Cancel request
      </Button>
      {asks && (
        <Modal
          visible
          header="Cancel this request?"
          closeAriaLabel="Close"
          onDismiss={close}
          footer={buttons}
        >
          <SpaceBetween size="s">
            <Box variant="p">Nobody can approve it any more. You can ask again at any time.</Box>
            <ErrorAlert error={error} />
          </SpaceBetween>
        </Modal>
      )}
    </>
  )
}
