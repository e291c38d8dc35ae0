'use client'

import { useState } from 'react'
import DateInput from '@cloudscape-design/components/date-input'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TimeInput from '@cloudscape-design/components/time-input'
import { useViewer } from '../clock/viewer'
import { instantOf, typedMomentOf } from './instants'
import type { TypedMoment } from './instants'

/** Asks the filter bar's user for a moment, in the zone of their browser. */
export function InstantForm({
  value,
  onChange,
}: {
  value: unknown
  onChange: (value: string | null) => void
}) {
  const { zone } = useViewer()
  const [typed, setTyped] = useState(() => typedMomentOf(zone, typeof value === 'string' ? value : ''))
  const change = (part: Partial<TypedMoment>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    onChange(instantOf(zone, next))
  }
  const isDay = typed.date === '' || instantOf(zone, typed) !== null
  return (
    <SpaceBetween size="xs">
      <FormField label="Day" errorText={isDay ? '' : 'Write the day as year, month, day.'} stretch>
        <DateInput
          value={typed.date}
          placeholder="YYYY/MM/DD"
          onChange={({ detail }) => {
            change({ date: detail.value })
          }}
        />
      </FormField>
      <FormField label="Time" constraintText={`24 hours, ${zone}. Empty means midnight.`} stretch>
        <TimeInput
          value={typed.time}
          placeholder="hh:mm:ss"
          onChange={({ detail }) => {
            change({ time: detail.value })
          }}
        />
      </FormField>
    </SpaceBetween>
  )
}
