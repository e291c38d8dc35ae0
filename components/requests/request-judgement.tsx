'use client'

import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import type { RequestView } from '@/lib/requests/schema'
import { Stack } from '../basics/columns'
import { CheckList, PolicyWords, SpokenRules } from './judgement'
import styles from './request-view.module.css'

/** How the approval policy judges the request as it stands now: the rules that apply, and what was checked. */
export function RequestJudgement({ request: { spoke, checks, policyInWords } }: { request: RequestView }) {
  const unmet = checks.filter(({ met }) => !met).length
  return (
    <Container header={<Header variant="h2">Approval policy</Header>}>
      <Stack gap="small">
        {spoke.length === 0 ? (
          <p className={styles.line}>No rule of the policy applies besides its stages.</p>
        ) : (
          <SpokenRules spoke={spoke} />
        )}
        <ExpandableSection
          variant="default"
          defaultExpanded={unmet > 0}
          headerText={
            unmet === 0
              ? `All ${String(checks.length)} checks hold`
              : `${String(unmet)} of ${String(checks.length)} checks do not hold`
          }
        >
          <CheckList checks={checks} />
        </ExpandableSection>
        <PolicyWords sentences={policyInWords} />
      </Stack>
    </Container>
  )
}
