'use client'

import type { ReactNode } from 'react'
import type { RequestPreview } from '@/lib/requests/schema'
import { durationOnOneLine } from '../basics/durations'
import { Notice } from '../basics/notice'
import { sentenceCase } from '../basics/sentence'
import { PolicyText } from '../policy/policy-text'
import { SizeMeter } from '../policy/size-meter'
import { HeldSecret } from '../requests/held-secret'
import { CheckList, PolicyWords, SpokenRules } from '../requests/judgement'
import { OutliveWarning } from '../requests/request-facts'
import { StageList } from '../requests/stage-list'
import styles from './form.module.css'

type Props = { preview: RequestPreview; isOutdated: boolean; policyInWords: readonly string[] }

/** The evaluation of a wish, part by part. */
export function PreviewParts({ preview, isOutdated, policyInWords }: Props) {
  const { summary, notes, sessionNote, longestMinutes, longestReasons, policyText, size } = preview
  return (
    <>
      <p className={isOutdated ? styles.outdatedSummary : styles.summary}>{sentenceCase(summary)}.</p>
      {preview.canOutlive && <OutliveWarning />}
      {preview.secretHeld !== null && (
        <Notice type="warning">
          <HeldSecret held={preview.secretHeld} /> Until then this can be asked for, but not approved.
        </Notice>
      )}
      <Part title="Who decides">
        <WhoDecides preview={preview} />
        {preview.spoke.length > 0 && (
          <>
            <h4>Rules that apply</h4>
            <SpokenRules spoke={preview.spoke} />
          </>
        )}
        <PolicyWords sentences={policyInWords} />
      </Part>
      <Part title={`Longest duration: ${durationOnOneLine(longestMinutes)}`}>
        <Sentences sentences={[...longestReasons, ...(sessionNote === null ? [] : [sessionNote])]} />
      </Part>
      <Part title="What is checked">
        <CheckList checks={preview.checks} />
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

function WhoDecides({ preview: { atOnce, spoke, stages } }: { preview: RequestPreview }) {
  if (atOnce === 'break-glass')
    return <p className={styles.quiet}>Nobody before. It is reviewed afterwards.</p>
  if (atOnce === 'rule') {
    const rules = spoke.filter(({ effects }) => effects.includes('approves at once'))
    return (
      <Notice type="success" header="Approved at once">
        Nobody has to decide: the rule “{rules.map(({ name }) => name).join('” and “')}” approves it.
      </Notice>
    )
  }
  return stages.length === 0 ? (
    <p className={styles.quiet}>Nobody could: as it is, it would be refused.</p>
  ) : (
    <StageList stages={stages} phase="preview" />
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
