'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { GrantPage } from '@/lib/history/schema'
import type { FieldProblem } from '@/lib/kernel/errors'
import type { RequestPreview } from '@/lib/requests/schema'
import { durationOnOneLine } from '../basics/durations'
import { ErrorAlert } from '../basics/error-alert'
import { sentenceCase } from '../basics/sentence'
import { SignInAgain } from '../basics/sign-in-again'
import { Time } from '../clock/time'
import { SpokenRules } from '../requests/judgement'
import { StageList } from '../requests/stage-list'
import styles from './grants.module.css'
import type { Extension } from './use-extension'
import { laterEndInWords } from './words'

const FIELDS: readonly string[] = ['durationMinutes', 'reason', 'ticket']

/** What the later end takes, by the evaluation that the server enforces: at once or by whom, and what goes on meanwhile. */
export function ExtensionOutlook({ grant, extension }: { grant: GrantPage; extension: Extension }) {
  const { preview, minutes, problems, isStale, error } = extension
  const besides = problems.filter(({ field }) => !FIELDS.includes(field))
  const newEnd = minutes === null ? null : new Date(Date.parse(grant.endsAt) + minutes * 60_000).toISOString()
  return (
    <section className={styles.outlook} aria-label="What this leads to" aria-busy={isStale}>
      <div aria-live="polite" className={styles.verdict}>
        {preview !== null && <Verdict preview={preview} problems={problems} />}
        {newEnd !== null && problems.length === 0 && (
          <p>
            The grant then ends at <Time at={newEnd} form="clock" />, in place of{' '}
            <Time at={grant.endsAt} form="clock" />.
          </p>
        )}
        {besides.map(({ sentence }) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {besides.some(({ field }) => field === 'freshSignIn') && <SignInAgain />}
      {preview !== null && preview.atOnce === null && preview.stages.length > 0 && (
        <div>
          <h3>Who decides</h3>
          <StageList stages={preview.stages} phase="preview" />
        </div>
      )}
      {preview !== null && preview.spoke.length > 0 && (
        <div>
          <h3>Rules that apply</h3>
          <SpokenRules spoke={preview.spoke} />
        </div>
      )}
      {preview !== null && <Reasons preview={preview} />}
      <p>{laterEndInWords(grant.deliveries)}</p>
      <ErrorAlert error={error} />
    </section>
  )
}

function Verdict({ preview, problems }: { preview: RequestPreview; problems: readonly FieldProblem[] }) {
  if (problems.length > 0) return <StatusIndicator type="warning">Cannot be sent as it is</StatusIndicator>
  if (preview.atOnce !== null)
    return <StatusIndicator type="success">Approved at once{rulesOf(preview)}</StatusIndicator>
  return <StatusIndicator type="pending">Has to be approved before the grant ends</StatusIndicator>
}

function rulesOf({ spoke }: RequestPreview): string {
  const approving = spoke.filter(({ effects }) => effects.includes('approves at once'))
  const names = approving.map(({ name }) => `“${name}”`)
  if (names.length === 0) return ''
  return ` by the ${names.length === 1 ? 'rule' : 'rules'} ${names.join(', ')}`
}

function Reasons({ preview: { longestMinutes, longestReasons } }: { preview: RequestPreview }) {
  if (longestMinutes <= 0 || longestReasons.length === 0) return null
  return (
    <div>
      <h3>At most {durationOnOneLine(longestMinutes)} longer</h3>
      <ul>
        {longestReasons.map((sentence) => (
          <li key={sentence}>{sentenceCase(sentence)}</li>
        ))}
      </ul>
    </div>
  )
}
