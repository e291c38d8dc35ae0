'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import type { TextareaProps } from '@cloudscape-design/components/textarea'
import { useEffect, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import { durationInWords } from '@/lib/kernel/durations'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { RequestStatus, RequestView } from '@/lib/requests/schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { OutliveWarning } from './request-facts'

export type Outcome = 'approve' | 'deny'

export type Decide = Command<
  { id: string; requestId: string; outcome: Outcome; comment: string; envelopeHash: string },
  { status: RequestStatus; grantId: string | null }
>

type Props = {
  request: RequestView
  outcome: Outcome
  decide: Decide
  onClose: () => void
  onDecided: () => void
  /** Somebody was quicker, or what was on the screen is not what would be decided: the page has to be read again. */
  onOutdated: (error: ErrorAnswer) => void
}

/** The last look before an answer is given. One dialog is one decision, however often its button is pressed. */
export function DecisionDialog({ request, outcome, decide, onClose, onDecided, onOutdated }: Props) {
  const [id] = useState(() => newId())
  const [comment, setComment] = useState('')
  const { run, pending, error } = useCommand(decide)
  const approves = outcome === 'approve'
  const isHidden = error?.code === 'ERR_NOT_FOUND'
  const field = useRef<TextareaProps.Ref>(null)

  // After the dialog has put the focus on its close button.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])

  async function send() {
    const { id: requestId, envelopeHash } = request
    const answer = await run({ id, requestId, outcome, comment, envelopeHash })
    if (answer === null) return
    if (answer.ok) onDecided()
    else if (OUTDATED.has(answer.error.code)) onOutdated(answer.error)
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button variant="primary" loading={pending} disabled={isHidden} onClick={() => void send()}>
          {approves ? 'Approve' : 'Deny'}
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal
      visible
      header={approves ? 'Approve this request?' : 'Deny this request?'}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={buttons}
    >
      <SpaceBetween size="m">
        <Box variant="p">
          {approves
            ? approvalInWords(request)
            : `${request.requester.name} will see your answer and your comment.`}
        </Box>
        {approves && request.canOutlive && <OutliveWarning />}
        <FormField
          label="Comment – optional"
          description={
            approves ? 'The requester and auditors read it.' : 'Say what would have to be different.'
          }
          errorText={error?.fields.find((problem) => problem.field === 'comment')?.sentence}
        >
          <Textarea
            ref={field}
            value={comment}
            rows={3}
            onChange={({ detail }) => {
              setComment(detail.value)
            }}
          />
        </FormField>
        {isHidden ? (
          <ErrorAlert error={{ ...error, sentence: HIDDEN }} action={<Reload />} />
        ) : (
          <ErrorAlert error={error} />
        )}
      </SpaceBetween>
    </Modal>
  )
}

const HIDDEN =
  'You cannot see this request any more. If you could before, your groups may have changed: sign out and in again.'

function Reload() {
  return (
    <Button
      onClick={() => {
        window.location.reload()
      }}
    >
      Reload
    </Button>
  )
}

const OUTDATED: ReadonlySet<string> = new Set([
  'ERR_CHANGED_MEANWHILE',
  'ERR_ALREADY_DECIDED',
  'ERR_REQUEST_REFUSED',
  'ERR_NOT_APPROVER',
])

function approvalInWords(request: RequestView): string {
  const { requester, scopeInWords, durationMinutes, entitlement, deliveriesInWords } = request
  const who = `${requester.name} gets this for ${durationInWords(durationMinutes)}, from the last approval on:`
  return `${who} ${scopeInWords}, with the role ${entitlement.role} in ${entitlement.accountName}, used by ${deliveriesInWords}.`
}
