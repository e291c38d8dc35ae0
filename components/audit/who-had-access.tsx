'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import DatePicker from '@cloudscape-design/components/date-picker'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Link from '@cloudscape-design/components/link'
import TimeInput from '@cloudscape-design/components/time-input'
import { useState } from 'react'
import { useViewer } from '../clock/viewer'
import styles from './audit.module.css'
import { listAddress } from './filter-model'
import type { Filters } from './filter-model'
import { instantOf, secondsOf, typedMomentOf } from './instants'
import type { TypedMoment } from './instants'

const CALENDAR_STRINGS = {
  openCalendarAriaLabel: (day: string | null) =>
    day === null ? 'Choose a day' : `Choose another day than ${day}`,
  previousMonthAriaLabel: 'Previous month',
  nextMonthAriaLabel: 'Next month',
  todayAriaLabel: 'Today',
}

/** What was typed over what the list shows (`over`). */
type Draft = { over: string; bucket?: string; moment?: TypedMoment }

/** The auditor's first question, one form away: who could reach this bucket at that moment? */
export function WhoHadAccess({
  path,
  filters,
  onAsk,
}: {
  path: string
  filters: Filters
  onAsk: (filters: Filters) => void
}) {
  const { zone } = useViewer()
  const shown = `${filters['bucket'] ?? ''} ${filters['at'] ?? ''}`
  const [draft, setDraft] = useState<Draft>({ over: shown })
  const [problem, setProblem] = useState<'bucket' | 'date' | null>(null)
  // What was typed gives way as soon as the list shows the answer to another question.
  const typed = draft.over === shown ? draft : { over: shown }
  const bucket = typed.bucket ?? filters['bucket'] ?? ''
  const moment = typed.moment ?? typedMomentOf(zone, filters['at'] ?? '')
  const ask = () => {
    const name = bucket.trim()
    const at = moment.date === '' ? secondsOf(new Date()) : instantOf(zone, moment)
    setProblem(name === '' ? 'bucket' : at === null ? 'date' : null)
    if (name !== '' && at !== null) onAsk({ bucket: name, at })
  }
  return (
    <Container header={<Header variant="h2">Who had access?</Header>}>
      <form
        className={styles.question}
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <FormField
          label="To the bucket"
          errorText={problem === 'bucket' ? 'Write the name of the bucket.' : ''}
          stretch
        >
          <Input
            value={bucket}
            placeholder="finance-reports"
            spellcheck={false}
            onChange={({ detail }) => {
              setDraft({ ...typed, bucket: detail.value })
            }}
          />
        </FormField>
        <FormField
          label="On"
          description="Empty: now"
          errorText={problem === 'date' ? 'Choose a day of the calendar.' : ''}
          stretch
        >
          <DatePicker
            value={moment.date}
            placeholder="YYYY/MM/DD"
            i18nStrings={CALENDAR_STRINGS}
            onChange={({ detail }) => {
              setDraft({ ...typed, moment: { ...moment, date: detail.value } })
            }}
          />
        </FormField>
        <FormField label="At" description={zone} stretch>
          <TimeInput
            value={moment.time}
            placeholder="hh:mm:ss"
            onChange={({ detail }) => {
              setDraft({ ...typed, moment: { ...moment, time: detail.value } })
            }}
          />
        </FormField>
        <div className={styles.ask}>
          <Button formAction="submit" iconName="search">
            Show who
          </Button>
        </div>
      </form>
      {filters['bucket'] !== undefined && <WholeRoles path={path} filters={filters} />}
    </Container>
  )
}

/** An answer about a bucket is not whole without the grants that name none. */
function WholeRoles({ path, filters }: { path: string; filters: Filters }) {
  const others = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== 'bucket'))
  return (
    <p className={styles.wholeRoles}>
      A grant of a whole role names no bucket, may reach this one, and is not listed below.{' '}
      <Link href={listAddress(path, others)}>List the grants of all buckets and whole roles</Link>
    </p>
  )
}
