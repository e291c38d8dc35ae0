'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import type { ErrorAnswer } from '@/lib/kernel/errors'
import { countsInWords } from '@/lib/catalog/change-words'
import type { CatalogChangeView } from '@/lib/catalog/change-schema'
import type { Command } from '../basics/commands'
import { ErrorAlert } from '../basics/error-alert'
import { useCommand } from '../basics/use-command'

export type Outcome = 'confirm' | 'decline'
type Closed = { status: 'applied' | 'declined' }

export type Confirm = Command<{ changeId: string; comment: string; shownHash: string }, Closed>
export type Decline = Command<{ changeId: string; comment: string }, Closed>

type Props = {
  change: CatalogChangeView
  outcome: Outcome
  confirm: Confirm
  decline: Decline
  onClose: () => void
  onClosed: () => void
  /** Somebody was quicker, or the difference is another than the one on the screen: the page has to be read again. */
  onOutdated: (error: ErrorAnswer) => void
}

const OUTDATED: ReadonlySet<string> = new Set([
  'ERR_CHANGED_MEANWHILE',
  'ERR_ALREADY_DECIDED',
  'ERR_GAINS_BY_CHANGE',
])

/** The last look before the catalogue becomes another one, or stays as it is. */
export function CloseDialog({ change, outcome, confirm, decline, onClose, onClosed, onOutdated }: Props) {
  const [comment, setComment] = useState('')
  const confirms = outcome === 'confirm'
  const { run, pending, error } = useCommand((text: string) =>
    confirms
      ? confirm({ changeId: change.id, comment: text, shownHash: change.shownHash ?? '' })
      : decline({ changeId: change.id, comment: text }),
  )

  async function send() {
    const answer = await run(comment)
    if (answer === null) return
    if (answer.ok) onClosed()
    else if (OUTDATED.has(answer.error.code)) onOutdated(answer.error)
  }

  const buttons = (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Back</Button>
        <Button variant="primary" loading={pending} onClick={() => void send()}>
          {confirms ? 'Confirm' : 'Decline'}
        </Button>
      </SpaceBetween>
    </Box>
  )
  return (
    <Modal
      visible
      header={confirms ? 'Confirm this change?' : 'Decline this change?'}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={buttons}
    >
      <SpaceBetween size="m">
        <Box variant="p">
          {confirms ? effectOf(change) : `${change.operator} finds your answer on this page.`}
        </Box>
        <FormField
          label={confirms ? 'Comment – optional' : 'Comment'}
          description={
            confirms ? 'Administrators and auditors read it.' : 'Say what would have to be different.'
          }
          errorText={error?.fields.find((problem) => problem.field === 'comment')?.sentence}
        >
          <Textarea
            value={comment}
            rows={3}
            onChange={({ detail }) => {
              setComment(detail.value)
            }}
          />
        </FormField>
        <ErrorAlert error={error} />
      </SpaceBetween>
    </Modal>
  )
}

function effectOf({ plan }: CatalogChangeView): string {
  const counts = plan === null ? '' : `: ${countsInWords(plan.counts)}`
  return `From that moment on the catalogue is what this change makes of it${counts}.`
}
