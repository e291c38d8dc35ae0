'use client'

import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { durationInWords } from '@/lib/kernel/durations'
import type { EntitlementForm } from '@/lib/catalog/schema'
import { Notice } from '../basics/notice'
import type { FieldProps } from './field-props'
import styles from './form.module.css'

type Offer = NonNullable<EntitlementForm['breakGlass']>

/** Says that there is a way without approval, apart from the form so that nobody takes it by mistake. */
export function BreakGlassOffer({ offer, onTake }: { offer: Offer; onTake: () => void }) {
  return (
    <section className={styles.emergency} aria-labelledby="break-glass-title">
      <h2 id="break-glass-title">Is it an emergency?</h2>
      <p>
        You can have access at once, for up to {durationInWords(offer.longestMinutes)}, without waiting for an
        approval. {toldInWords(offer)}
      </p>
      <Button formAction="none" onClick={onTake}>
        Break the glass instead
      </Button>
    </section>
  )
}

/** Stands above the form while it is about breaking the glass. */
export function BreakGlassBanner({ offer, onBack }: { offer: Offer; onBack: () => void }) {
  return (
    <Notice
      type="error"
      header="Break-glass: access at once, reviewed afterwards"
      action={
        <Button formAction="none" onClick={onBack}>
          Back to an ordinary request
        </Button>
      }
    >
      Nobody approves this before. {toldInWords(offer)}
    </Notice>
  )
}

/** Which incident it is for. */
export function IncidentField({ draft, type, problem }: FieldProps) {
  return (
    <FormField
      stretch
      label="Incident"
      description="Its id, or a link to it. Everybody who is told reads it."
      errorText={problem('incident')}
    >
      <Input
        value={draft.incident}
        placeholder="INC-1042"
        autoComplete={false}
        ariaRequired
        onChange={({ detail }) => {
          type({ incident: detail.value }, 'incident')
        }}
      />
    </FormField>
  )
}

/** The last question before the glass breaks. */
export function ConfirmBreakGlass({
  offer,
  summary,
  pending,
  onConfirm,
  onClose,
}: {
  offer: Offer
  /** What would be given, in words. */
  summary: string
  pending: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  return (
    <Modal
      visible
      header="Break the glass?"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" onClick={onClose}>
              Back
            </Button>
            <span className={styles.danger}>
              <Button formAction="none" variant="primary" loading={pending} onClick={onConfirm}>
                Break the glass
              </Button>
            </span>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <Box variant="p">You get: {summary}.</Box>
        <Notice type="error">{toldInWords(offer)}</Notice>
      </SpaceBetween>
    </Modal>
  )
}

function toldInWords({ tellInWords, reviewersInWords, reviewMinutes }: Offer): string {
  return `${tellInWords} are told immediately, and ${reviewersInWords} review within ${durationInWords(reviewMinutes)} whether it was justified.`
}
