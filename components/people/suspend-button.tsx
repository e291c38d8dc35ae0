'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import type { Suspend } from './commands'

type Props = { personId: string; name: string; suspend: Suspend }

/** Keeps a person out, after saying what that stops and what it does not. */
export function SuspendButton(props: Props) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button
        onClick={() => {
          setAsks(true)
        }}
      >
        Suspend
      </Button>
      {asks && (
        <SuspendDialog
          {...props}
          onClose={() => {
            setAsks(false)
          }}
        />
      )}
    </>
  )
}

function SuspendDialog({ personId, name, suspend, onClose }: Props & { onClose: () => void }) {
  const router = useRouter()
  const { run, pending, error } = useCommand(suspend)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const refused = error?.fields.find(({ field }) => field === 'reason')?.sentence

  async function send() {
    setTried(true)
    if (isMissing) return
    const answer = await run({ personId, reason })
    if (answer?.ok === true) onClose()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          Suspend
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal visible header={`Suspend ${name}?`} closeAriaLabel="Close" onDismiss={onClose} footer={buttons}>
      <SpaceBetween size="m">
        <Box variant="p">
          {name} is signed out everywhere at once and cannot sign in. They decide nothing, nobody stands in
          for them, and nothing is minted for them, until an administrator reinstates them.
        </Box>
        <Box variant="p">
          What was handed out already may work until its grant ends. Pending requests and grants in force
          stand on this page, each with what can be done about it.
        </Box>
        <FormField
          stretch
          label="Reason"
          description="Other administrators and the auditor read it."
          errorText={tried && isMissing ? 'Say in a sentence why.' : refused}
        >
          <Textarea
            value={reason}
            rows={3}
            ariaRequired
            onChange={({ detail }) => {
              setReason(detail.value)
            }}
          />
        </FormField>
        <ErrorAlert error={refused === undefined ? error : null} />
      </SpaceBetween>
    </Modal>
  )
}
