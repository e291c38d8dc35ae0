'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { WhatIf } from '@/lib/requests/schema'
import { PreviewParts } from '../request-form/preview-parts'
import styles from '../request-form/form.module.css'

/** What a wish of somebody else would lead to. */
export function WhatIfAnswer({ answer }: { answer: WhatIf }) {
  const { problems, policyInWords } = answer
  return (
    <Container header={<Header variant="h2">What it would lead to</Header>}>
      <div className={styles.preview}>
        {problems.length === 0 ? (
          <StatusIndicator type="success">It could be sent</StatusIndicator>
        ) : (
          <div>
            <StatusIndicator type="warning">It would be refused</StatusIndicator>
            <ul className={styles.sentences}>
              {problems.map(({ field, sentence }) => (
                <li key={`${field} ${sentence}`}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
        <PreviewParts preview={answer} isOutdated={false} policyInWords={policyInWords} />
      </div>
    </Container>
  )
}
