'use client'

import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { durationInWords } from '@/lib/kernel/durations'
import type { FieldProblem } from '@/lib/kernel/errors'
import { Choices } from '../request-form/choices'
import { presetsUpTo } from '../request-form/duration-text'
import type { Extension } from './use-extension'

type Props = { extension: Extension; refused: readonly FieldProblem[] }

/** How much longer, why, and the ticket that it belongs to. */
export function ExtensionFields({ extension, refused }: Props) {
  const { duration, minutes, reason, ticket, type, preview } = extension
  const problems = [...extension.problems, ...refused]
  const problemAt = (field: string) => problems.find((problem) => problem.field === field)?.sentence
  const longest = preview?.longestMinutes ?? 0
  return (
    <SpaceBetween size="m">
      <FormField
        stretch
        label="How much longer"
        description={longest > 0 ? `From its end on, up to ${durationInWords(longest)}.` : 'From its end on.'}
        errorText={problemAt('durationMinutes')}
      >
        {longest > 0 && (
          <Choices
            label="Usual times"
            choices={presetsUpTo(longest).map((preset) => ({
              value: String(preset),
              text: durationInWords(preset),
            }))}
            chosen={String(minutes)}
            onChoose={(value) => {
              type({ duration: durationInWords(Number(value)) })
            }}
          />
        )}
        <Input
          value={duration}
          autoComplete={false}
          onChange={({ detail }) => {
            type({ duration: detail.value })
          }}
        />
      </FormField>
      <FormField
        stretch
        label="Reason"
        description="One sentence is enough: why it takes longer."
        errorText={problemAt('reason')}
      >
        <Textarea
          value={reason}
          rows={2}
          ariaRequired
          onChange={({ detail }) => {
            type({ reason: detail.value })
          }}
        />
      </FormField>
      <FormField
        stretch
        label={preview?.ticketNeeded === true ? 'Ticket' : 'Ticket – optional'}
        errorText={problemAt('ticket')}
      >
        <Input
          value={ticket}
          placeholder="OPS-1234"
          autoComplete={false}
          ariaRequired={preview?.ticketNeeded === true}
          onChange={({ detail }) => {
            type({ ticket: detail.value })
          }}
        />
      </FormField>
    </SpaceBetween>
  )
}
