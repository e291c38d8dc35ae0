'use client'

import DatePicker from '@cloudscape-design/components/date-picker'
import FormField from '@cloudscape-design/components/form-field'
import TimeInput from '@cloudscape-design/components/time-input'
import { useState } from 'react'
import { instantOf, typedMomentOf } from '../audit/instants'
import type { TypedMoment } from '../audit/instants'
import { momentIn, utcMoment } from './format'
import styles from './moment-fields.module.css'
import { useViewer } from './viewer'

type Props = {
  /** ISO 8601; null while there is none. */
  at: string | null
  onChange: (at: string | null) => void
  /** Days that can be chosen, ISO 8601. */
  earliest: string
  latest: string
  error?: string | undefined
  /** Where it is a field of its own. */
  label?: string
}

/** A day and a time in the viewer's zone; below them the same moment in UTC. */
export function MomentFields({ at, onChange, earliest, latest, error, label }: Props) {
  const { zone } = useViewer()
  // What is half typed is no moment, and stays as it was typed.
  const [typed, setTyped] = useState<TypedMoment | null>(null)
  const shown = typed ?? typedMomentOf(zone, at ?? '')
  const [firstDay, lastDay] = [typedMomentOf(zone, earliest).date, typedMomentOf(zone, latest).date]
  const change = (part: Partial<TypedMoment>) => {
    const next = { ...shown, ...part }
    setTyped(next)
    onChange(next.time === '' ? null : instantOf(zone, next))
  }
  return (
    <div role="group" aria-label={label ?? 'Start'} className={styles.moment}>
      {label !== undefined && <span className={styles.legend}>{label}</span>}
      <div className={styles.fields}>
        <FormField label="Day" stretch>
          <DatePicker
            value={shown.date}
            format="iso"
            placeholder="YYYY-MM-DD"
            locale="en-GB"
            invalid={error !== undefined}
            i18nStrings={{
              openCalendarAriaLabel: (selected) =>
                selected === null ? 'Choose a day' : `Choose a day, ${selected} is chosen`,
              todayAriaLabel: 'Today',
              nextMonthAriaLabel: 'Next month',
              previousMonthAriaLabel: 'Previous month',
            }}
            isDateEnabled={(day) => {
              const text = dayText(day)
              return text >= firstDay && text <= lastDay
            }}
            onChange={({ detail }) => {
              change({ date: detail.value })
            }}
          />
        </FormField>
        <FormField label="Time" stretch>
          <TimeInput
            value={shown.time.slice(0, 5)}
            format="hh:mm"
            placeholder="hh:mm"
            invalid={error !== undefined}
            onChange={({ detail }) => {
              change({ time: detail.value })
            }}
          />
        </FormField>
      </div>
      <FormField
        errorText={error}
        constraintText={
          at === null ? `24 hours, in ${zone}.` : `${momentIn(zone, at)} in ${zone}; ${utcMoment(at)}.`
        }
      />
    </div>
  )
}

// The calendar's days are midnights of the browser's own zone.
function dayText(day: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
