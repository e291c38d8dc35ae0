'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'

type ReviewOutcome = 'justified' | 'unjustified'
export type ReviewBreakGlass = Command<
  { requestId: string; outcome: ReviewOutcome; comment: string },
  unknown
>

type Props = { requestId: string; personName: string; review: ReviewBreakGlass }

/** The look at what somebody took by breaking the glass: justified or not, said once. */
export function ReviewButton(props: Props) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        ariaLabel={`Review the break-glass access of ${props.personName}`}
        onClick={() => {
          setIsOpen(true)
        }}
      >
        Review
      </Button>
      {isOpen && (
        <ReviewDialog
          {...props}
          onClose={() => {
            setIsOpen(false)
          }}
        />
      )}
    </>
  )
}

const CHOICES: { value: ReviewOutcome; label: string; description: string }[] = [
  {
    value: 'justified',
    label: 'Justified',
    description: 'The incident was real, and what was done fits it.',
  },
  {
    value: 'unjustified',
    label: 'Not justified',
    description: 'It should have been asked for as usual, or not been done.',
  },
]

const SEND: Record<ReviewOutcome, string> = {
  justified: 'Record as justified',
  unjustified: 'Record as not justified',
}

function ReviewDialog({ requestId, personName, review, onClose }: Props & { onClose: () => void }) {
  const router = useRouter()
  const { run, pending, error } = useCommand(review)
  const [outcome, setOutcome] = useState<ReviewOutcome | null>(null)
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const needsComment = outcome === 'unjustified' && comment.trim() === ''

  async function send() {
    setTried(true)
    if (outcome === null || needsComment) return
    const answer = await run({ requestId, outcome, comment })
    if (answer?.ok !== true) return
    onClose()
    router.refresh()
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          {outcome === null ? 'Record' : SEND[outcome]}
        </Button>
      </SpaceBetween>
    </Box>
  )
  const refused = error?.fields.find(({ field }) => field === 'comment')?.sentence
  return (
    <Modal
      visible
      header={`Was the access of ${personName} justified?`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={buttons}
    >
      <SpaceBetween size="m">
        <FormField
          stretch
          label="Your judgement"
          errorText={tried && outcome === null ? 'Choose one of the two.' : undefined}
        >
          <RadioGroup
            value={outcome}
            items={CHOICES}
            onChange={({ detail }) => {
              setOutcome(detail.value === 'justified' ? 'justified' : 'unjustified')
            }}
          />
        </FormField>
        <FormField
          stretch
          label={outcome === 'unjustified' ? 'Comment' : 'Comment – optional'}
          description={`${personName} and auditors read it.`}
          errorText={tried && needsComment ? 'Say in a sentence what was wrong.' : refused}
        >
          <Textarea
            value={comment}
            rows={3}
            ariaRequired={outcome === 'unjustified'}
            onChange={({ detail }) => {
              setComment(detail.value)
            }}
          />
        </FormField>
        <Box variant="p">A review is given once and stays as it is.</Box>
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}
