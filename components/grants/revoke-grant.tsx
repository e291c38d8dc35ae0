'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import type { TextareaProps } from '@cloudscape-design/components/textarea'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { WhatEnds } from './what-ends'
import type { WhatEndsProps } from './what-ends'

export type Revoke = Command<{ grantId: string; reason: string }, unknown>

type Props = WhatEndsProps & {
  grantId: string
  personName: string
  /** It has not begun: revoking it means that it never does. */
  isScheduled: boolean
  revoke: Revoke
}

/** Takes somebody's grant back, for whoever approves it or administers, with a reason. */
export function RevokeGrant(props: Props) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button
        ariaLabel={`Revoke the grant of ${props.personName}`}
        onClick={() => {
          setAsks(true)
        }}
      >
        Revoke
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

const NO_REASON = 'Say in a sentence why: its person and the auditor read it.'

function Confirmation(props: Props & { onClose: () => void }) {
  const { grantId, personName, isScheduled, revoke, onClose } = props
  const router = useRouter()
  const { run, pending, error } = useCommand(revoke)
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const field = useRef<TextareaProps.Ref>(null)

  // After the dialog has put the focus on its close button.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])

  async function send() {
    setIsMissing(reason.trim() === '')
    if (reason.trim() === '') {
      field.current?.focus()
      return
    }
    const answer = await run({ grantId, reason })
    if (answer?.ok !== true) return
    onClose()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          Revoke it now
        </Button>
      </SpaceBetween>
    </Box>
  )
  const problem = error?.fields.find((one) => one.field === 'reason')?.sentence
  return (
    <Modal
      visible
      header={`Revoke the grant of ${personName}?`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={buttons}
    >
      <SpaceBetween size="m">
        <SpaceBetween size="s">
          <Box variant="p">
            {isScheduled
              ? 'It will not start. That cannot be taken back.'
              : 'Issuing stops at once: nobody can open a new session with it. That cannot be taken back.'}
          </Box>
          {!isScheduled && <WhatEnds {...props} />}
        </SpaceBetween>
        <FormField
          stretch
          label="Reason"
          description={`${personName} is told, and reads it; so do auditors.`}
          errorText={isMissing ? NO_REASON : problem}
        >
          <Textarea
            ref={field}
            value={reason}
            rows={3}
            ariaRequired
            onChange={({ detail }) => {
              setReason(detail.value)
              if (detail.value.trim() !== '') setIsMissing(false)
            }}
          />
        </FormField>
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
