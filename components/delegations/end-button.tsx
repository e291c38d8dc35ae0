'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { DelegationView } from '@/lib/identity/schema'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import type { EndDelegation } from './commands'

/** Ends a delegation before its time, after asking. */
export function EndButton({ delegation, end }: { delegation: DelegationView; end: EndDelegation }) {
  const router = useRouter()
  const [asks, setAsks] = useState(false)
  const { run, pending, error } = useCommand(end)
  const { from, to } = delegation

  function close() {
    setAsks(false)
  }

  async function send() {
    const answer = await run({ delegationId: delegation.id })
    if (answer?.ok === true) close()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={close}>Keep it</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          End it now
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <>
      <Button
        ariaLabel={`End: ${to.name} stands in for ${from.name}`}
        onClick={() => {
          setAsks(true)
        }}
      >
        End
      </Button>
      {asks && (
        <Modal visible header="End this now?" closeAriaLabel="Close" onDismiss={close} footer={buttons}>
          <SpaceBetween size="s">
            <Box variant="p">
              From this moment {to.name} decides nothing in the place of {from.name}. Decisions made until now
              stand.
            </Box>
            <ErrorAlert error={error} />
          </SpaceBetween>
        </Modal>
      )}
    </>
  )
}
