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
import type { ErrorAnswer } from '@/lib/kernel/errors'
import type { RequestStatus, RequestView } from '@/lib/requests/schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'
import { ApprovalSummary } from './approval-summary'
import { NarrowFields, NarrowSteps } from './narrow-fields'
import { judgeNarrowing, narrowDraftOf } from './narrowing'
import type { Narrowing } from './narrowing'
import { OutliveWarning } from './request-facts'

/** What an approver can answer; narrowing is approving less than was asked for. */
export type Answering = 'approve' | 'narrow' | 'deny'

export type Decide = Command<
  {
    id: string
    requestId: string
    outcome: 'approve' | 'deny'
    comment: string
    envelopeHash: string
    policyHash: string
    narrowing: Narrowing | null
  },
  { status: RequestStatus; grantId: string | null }
>

type Props = {
  request: RequestView
  answering: Answering
  decide: Decide
  onClose: () => void
  onDecided: () => void
  /** Somebody was quicker, or what was on the screen is not what would be decided: the page has to be read again. */
  onOutdated: (error: ErrorAnswer) => void
}

/** The last look before an answer is given. One dialog is one decision, however often its button is pressed. */
export function DecisionDialog({ request, answering, decide, onClose, onDecided, onOutdated }: Props) {
  const [id] = useState(() => newId())
  const [comment, setComment] = useState('')
  const { run, pending, error } = useCommand(decide)
  const approves = answering !== 'deny'
  const choices = answering === 'narrow' ? request.narrowChoices : null
  const [draft, setDraft] = useState(() => narrowDraftOf(request))
  const judged = choices === null ? null : judgeNarrowing(request, choices, draft)
  const isHidden = error?.code === 'ERR_NOT_FOUND'
  const field = useRef<TextareaProps.Ref>(null)

  // After the dialog has put the focus on its close button. Who narrows starts with the first field.
  useEffect(() => {
    if (answering === 'narrow') return
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [answering])

  function problemAt(field: string): string | undefined {
    const problems = [...(judged?.problems ?? []), ...(error?.fields ?? [])]
    return problems.find((problem) => problem.field === field)?.sentence
  }

  async function send() {
    const { id: requestId, envelopeHash, policyHash } = request
    const outcome = approves ? 'approve' : 'deny'
    const narrowing = judged?.narrowing ?? null
    const answer = await run({ id, requestId, outcome, comment, envelopeHash, policyHash, narrowing })
    if (answer === null) return
    if (answer.ok) onDecided()
    else if (OUTDATED.has(answer.error.code)) onOutdated(answer.error)
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button
          variant="primary"
          loading={pending}
          disabled={isHidden || (judged !== null && judged.narrowing === null)}
          onClick={() => void send()}
        >
          {WORDS[answering].button}
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal
      visible
      header={WORDS[answering].title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={buttons}
    >
      <SpaceBetween size="m">
        {answering === 'approve' && <ApprovalSummary request={request} />}
        {answering === 'deny' && (
          <Box variant="p">{request.requester.name} will see your answer and your comment.</Box>
        )}
        {request.decidesFor !== null && (
          <Box variant="p">You decide for {request.decidesFor.name}, who is out of office.</Box>
        )}
        {choices !== null && judged !== null && (
          <SpaceBetween size="m">
            <NarrowFields
              request={request}
              choices={choices}
              draft={draft}
              problem={problemAt}
              onChange={(values) => {
                setDraft((before) => ({ ...before, ...values }))
              }}
            />
            <NarrowSteps judged={judged} />
          </SpaceBetween>
        )}
        {approves && request.canOutlive && <OutliveWarning />}
        <FormField
          label="Comment – optional"
          description={
            answering === 'deny'
              ? 'Say what would have to be different.'
              : 'The requester and auditors read it.'
          }
          errorText={problemAt('comment')}
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

const WORDS: Record<Answering, { title: string; button: string }> = {
  approve: { title: 'Approve this request?', button: 'Approve' },
  narrow: { title: 'Approve less than this?', button: 'Approve as narrowed' },
  deny: { title: 'Deny this request?', button: 'Deny' },
}
