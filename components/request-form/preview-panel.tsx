'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReactNode } from 'react'
import type { FieldProblem } from '@/lib/kernel/errors'
import type { RequestPreview } from '@/lib/requests/schema'
import { Notice } from '../basics/notice'
import { sentenceCase } from '../basics/sentence'
import { PolicyText } from '../policy/policy-text'
import { SizeMeter } from '../policy/size-meter'
import { HeldSecret } from '../requests/held-secret'
import { OutliveWarning } from '../requests/request-facts'
import { StageList } from '../requests/stage-list'
import styles from './form.module.css'
import { durationOnOneLine } from '../basics/durations'

type Props = {
  preview: RequestPreview | null
  problems: readonly FieldProblem[]
  isStale: boolean
}

/** What the wish leads to, by the evaluation that the server enforces: in words, who decides, and the policy itself. */
export function PreviewPanel({ preview, problems, isStale }: Props) {
  const fields = [...new Set(problems.map(({ field }) => field))]
  return (
    <Container header={<Header variant="h2">What this leads to</Header>}>
      <div className={styles.preview} aria-busy={isStale}>
        <div className={styles.verdict} aria-live="polite">
          <Verdict fields={fields} />
        </div>
        {preview === null ? (
          <p className={styles.quiet}>
            Fill in the form, and you see here what you would get and who decides.
          </p>
        ) : (
          <PreviewParts preview={preview} isOutdated={fields.some((field) => field !== 'reason')} />
        )}
      </div>
    </Container>
  )
}

function Verdict({ fields }: { fields: readonly string[] }) {
  if (fields.length === 0) return <StatusIndicator type="success">Can be sent as it is</StatusIndicator>
  if (fields.length === 1 && fields[0] === 'reason')
    return <StatusIndicator type="pending">Can be sent as soon as there is a reason</StatusIndicator>
  return (
    <StatusIndicator type="warning">
      {fields.length === 1
        ? 'One field needs another look'
        : `${String(fields.length)} fields need another look`}
    </StatusIndicator>
  )
}

function PreviewParts({ preview, isOutdated }: { preview: RequestPreview; isOutdated: boolean }) {
  const {
    summary,
    notes,
    sessionNote,
    longestMinutes,
    longestReasons,
    stages,
    policyText,
    size,
    canOutlive,
    secretHeld,
  } = preview
  return (
    <>
      <p className={isOutdated ? styles.outdatedSummary : styles.summary}>{sentenceCase(summary)}.</p>
      {canOutlive && <OutliveWarning />}
      {secretHeld !== null && (
        <Notice type="warning">
          <HeldSecret held={secretHeld} /> Until then this can be asked for, but not approved.
        </Notice>
      )}
      <Part title="Who decides">
        <StageList stages={stages} phase="preview" />
      </Part>
      <Part title={`Longest duration: ${durationOnOneLine(longestMinutes)}`}>
        <Sentences sentences={[...longestReasons, ...(sessionNote === null ? [] : [sessionNote])]} />
      </Part>
      <Part title="Good to know">
        <Sentences sentences={notes} />
      </Part>
      <Part title="Session policy, exactly as it will be sent">
        {size !== null && <SizeMeter size={size} />}
        <PolicyText text={policyText} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={styles.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentenceCase(sentence)}</li>
      ))}
    </ul>
  )
}
