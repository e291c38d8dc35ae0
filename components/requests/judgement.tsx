'use client'

import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Icon from '@cloudscape-design/components/icon'
import type { RequestPreview } from '@/lib/requests/schema'
import { unitsOnOneLine } from '../basics/durations'
import styles from './judgement.module.css'

/** The rules of the policy that apply, and what each does. */
export function SpokenRules({ spoke }: { spoke: RequestPreview['spoke'] }) {
  return (
    <ul className={styles.rules}>
      {spoke.map(({ name, effects }) => (
        <li key={`${name} ${effects.join(' ')}`}>
          <strong>{name}</strong> {unitsOnOneLine(effects.join(', '))}
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
          <Icon
            name={met ? 'status-positive' : 'status-negative'}
            variant={met ? 'success' : 'error'}
            ariaLabel={met ? 'Holds' : 'Does not hold'}
          />
          <span className={met ? undefined : styles.unmet}>{unitsOnOneLine(sentence)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The approval policy in plain words, to be opened. */
export function PolicyWords({ sentences }: { sentences: readonly string[] }) {
  return (
    <ExpandableSection headerText="The approval policy in words" variant="default">
      <ul className={styles.rules}>
        {sentences.map((sentence) => (
          <li key={sentence}>{unitsOnOneLine(sentence)}</li>
        ))}
      </ul>
    </ExpandableSection>
  )
}
