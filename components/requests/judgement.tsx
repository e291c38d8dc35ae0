'use client'

import ExpandableSection from '@cloudscape-design/components/expandable-section'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { RequestPreview } from '@/lib/requests/schema'
import styles from './judgement.module.css'

/** The rules of the policy that apply, and what each does. */
export function SpokenRules({ spoke }: { spoke: RequestPreview['spoke'] }) {
  return (
    <ul className={styles.rules}>
      {spoke.map(({ name, effects }) => (
        <li key={name}>
          <strong>{name}</strong> {effects.join(', ')}
        </li>
      ))}
    </ul>
  )
}

/** Everything that was looked at; what does not hold comes first. */
export function CheckList({ checks }: { checks: RequestPreview['checks'] }) {
  const ordered = [...checks.filter(({ met }) => !met), ...checks.filter(({ met }) => met)]
  return (
    <ul className={styles.checks}>
      {ordered.map(({ met, field, sentence }) => (
        <li key={`${field} ${sentence}`}>
          <StatusIndicator
            type={met ? 'success' : 'error'}
            iconAriaLabel={met ? 'Holds' : 'Does not hold'}
            wrapText
          >
            {sentence}
          </StatusIndicator>
        </li>
      ))}
    </ul>
  )
}

/** The approval policy in plain words, to be opened. */
export function PolicyWords({ sentences }: { sentences: readonly string[] }) {
  return (
    <ExpandableSection headerText="The approval policy in words" variant="footer">
      <ul className={styles.rules}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </ExpandableSection>
  )
}
