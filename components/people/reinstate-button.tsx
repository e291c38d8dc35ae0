'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import type { Reinstate } from './commands'

/** Lets a suspended person in again, after asking. */
export function ReinstateButton({
  personId,
  name,
  reinstate,
}: {
  personId: string
  name: string
  reinstate: Reinstate
}) {
  const router = useRouter()
  const [asks, setAsks] = useState(false)
  const { run, pending, error } = useCommand(reinstate)

  function close() {
    setAsks(false)
  }

  async function send() {
    const answer = await run({ personId })
    if (answer?.ok === true) close()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={close}>Back</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          Reinstate
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setAsks(true)
        }}
      >
        Reinstate
      </Button>
      {asks && (
        <Modal
          visible
          header={`Reinstate ${name}?`}
          closeAriaLabel="Close"
          onDismiss={close}
          footer={buttons}
        >
          <SpaceBetween size="s">
            <Box variant="p">
              {name} can sign in again. What they have and what policies name them for counts again at once.
            </Box>
            <ErrorAlert error={error} />
          </SpaceBetween>
        </Modal>
      )}
    </>
  )
}
