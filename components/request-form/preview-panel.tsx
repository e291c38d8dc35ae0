'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { FieldProblem } from '@/lib/kernel/errors'
import type { RequestPreview } from '@/lib/requests/schema'
import { FRESH_SIGN_IN, onlyMissing } from './field-problems'
import type { Draft } from './draft'
import { PreviewParts } from './preview-parts'
import styles from './form.module.css'

type Props = {
  draft: Draft
  preview: RequestPreview | null
  problems: readonly FieldProblem[]
  isStale: boolean
  policyInWords: readonly string[]
}

/** What the wish leads to, by the evaluation that the server enforces: in words, who decides, and the policy itself. */
export function PreviewPanel({ draft, preview, problems, isStale, policyInWords }: Props) {
  const fields = [...new Set(problems.map(({ field }) => field))]
  const missing = onlyMissing(fields, draft)
  return (
    <Container header={<Header variant="h2">What this leads to</Header>}>
      <div className={styles.preview} aria-busy={isStale}>
        <div className={styles.verdict} aria-live="polite">
          <Verdict fields={fields} missing={missing} />
        </div>
        {preview === null ? (
          <p className={styles.quiet}>
            Fill in the form, and you see here what you would get and who decides.
          </p>
        ) : (
          <PreviewParts preview={preview} isOutdated={missing === null} policyInWords={policyInWords} />
        )}
      </div>
    </Container>
  )
}

function Verdict({ fields, missing }: { fields: readonly string[]; missing: string | null }) {
  if (fields.length === 0) return <StatusIndicator type="success">Can be sent as it is</StatusIndicator>
  if (missing !== null)
    return <StatusIndicator type="pending">Can be sent as soon as there is {missing}</StatusIndicator>
  if (fields.length === 1 && fields[0] === FRESH_SIGN_IN)
    return <StatusIndicator type="warning">Sign in again, then it can be sent</StatusIndicator>
  return (
    <StatusIndicator type="warning">
      {fields.length === 1
        ? 'One thing needs another look'
        : `${String(fields.length)} things need another look`}
    </StatusIndicator>
  )
}
