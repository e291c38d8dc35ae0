'use client'

import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { Stack } from '../basics/columns'
import { MomentFields } from '../clock/moment-fields'
import { useViewer } from '../clock/viewer'
import type { FieldProps } from './field-props'

const FURTHEST_DAYS = 30
const DAY_MS = 86_400_000

/** When the grant's clock is to start: with the last approval, or at a moment that is chosen. */
export function StartField({ draft: { start }, type, settle, problem }: FieldProps) {
  const { now } = useViewer()
  return (
    <Stack gap="small">
      <FormField stretch label="Start">
        <RadioGroup
          value={start === 'approval' ? 'approval' : 'at'}
          items={[
            {
              value: 'approval',
              label: 'As soon as it is approved',
              description: 'The clock starts with the last approval.',
            },
            {
              value: 'at',
              label: 'At a date and time',
              description: `Up to ${String(FURTHEST_DAYS)} days ahead. It is decided on before; the clock starts then.`,
            },
          ]}
          onChange={({ detail }) => {
            if (detail.value === 'approval') settle({ start: 'approval' }, 'startsAt')
            else type({ start: { at: null } }, 'startsAt')
          }}
        />
      </FormField>
      {start !== 'approval' && (
        <MomentFields
          at={start.at}
          earliest={now}
          latest={new Date(Date.parse(now) + FURTHEST_DAYS * DAY_MS).toISOString()}
          error={problem('startsAt')}
          onChange={(at) => {
            if (at === null) type({ start: { at } }, 'startsAt')
            else settle({ start: { at } }, 'startsAt')
          }}
        />
      )}
    </Stack>
  )
}
