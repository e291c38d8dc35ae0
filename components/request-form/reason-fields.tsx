'use client'

import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Textarea from '@cloudscape-design/components/textarea'
import { durationInWords } from '@/lib/kernel/durations'
import { Choices } from './choices'
import { minutesFrom, presetsUpTo } from './duration-text'
import type { FieldProps } from './field-props'

const REASON_LENGTH = 1000

/** How long. The field takes any duration up to the longest; the choices above it are the usual ones. */
export function DurationField({
  draft,
  type,
  settle,
  problem,
  longestMinutes,
}: FieldProps & { longestMinutes: number }) {
  const minutes = minutesFrom(draft.duration)
  return (
    <FormField
      stretch
      label="Duration"
      description={`Up to ${durationInWords(longestMinutes)} from its start. You can end it earlier yourself.`}
      errorText={problem('durationMinutes')}
    >
      <Choices
        label="Usual times"
        choices={presetsUpTo(longestMinutes).map((preset) => ({
          value: String(preset),
          text: durationInWords(preset),
        }))}
        chosen={String(minutes)}
        onChoose={(value) => {
          settle({ duration: durationInWords(Number(value)) }, 'durationMinutes')
        }}
      />
      <Input
        value={draft.duration}
        autoComplete={false}
        onChange={({ detail }) => {
          type({ duration: detail.value }, 'durationMinutes')
        }}
        onBlur={() => {
          const whole = minutes !== null && Number.isInteger(minutes)
          settle(whole ? { duration: durationInWords(minutes) } : {}, 'durationMinutes')
        }}
      />
    </FormField>
  )
}

/** Why, and the ticket that it belongs to. */
export function ReasonFields({
  draft,
  type,
  settle,
  problem,
  ticketNeeded,
}: FieldProps & { ticketNeeded: boolean }) {
  const left = REASON_LENGTH - draft.reason.length
  return (
    <>
      <FormField
        stretch
        label="Reason"
        description="One sentence is enough. The approver decides by it, and the auditor reads it later."
        errorText={problem('reason')}
        constraintText={left < 200 ? `${String(left)} characters left.` : undefined}
      >
        <Textarea
          value={draft.reason}
          rows={3}
          ariaRequired
          onChange={({ detail }) => {
            type({ reason: detail.value }, 'reason')
          }}
          onBlur={() => {
            if (draft.reason !== '') settle({}, 'reason')
          }}
        />
      </FormField>
      <FormField
        stretch
        label={ticketNeeded ? 'Ticket' : 'Ticket – optional'}
        description={ticketNeeded ? 'The approval policy asks for one here.' : undefined}
        errorText={problem('ticket')}
      >
        <Input
          value={draft.ticket}
          placeholder="OPS-1234"
          autoComplete={false}
          ariaRequired={ticketNeeded}
          onChange={({ detail }) => {
            type({ ticket: detail.value }, 'ticket')
          }}
          onBlur={() => {
            if (draft.ticket !== '') settle({}, 'ticket')
          }}
        />
      </FormField>
    </>
  )
}
