'use client'

import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { GrantPage } from '@/lib/history/schema'
import { MainAndAside, Stack } from '../basics/columns'
import { PageHeader } from '../basics/page-header'
import type { Crumb } from '../basics/page-header'
import { sentenceCase } from '../basics/sentence'
import { NowProvider } from '../clock/viewer'
import { PolicyText } from '../policy/policy-text'
import type { Relinquish } from './end-grant'
import { GrantFacts } from './grant-facts'
import { GrantNow } from './grant-now'
import { SessionList } from './session-list'
import { Timeline } from './timeline'

/** One grant: how it stands, what it is, what came of it. */
export function GrantScreen({ grant, relinquish }: { grant: GrantPage; relinquish: Relinquish }) {
  const whose = grant.isMine ? undefined : `Granted to ${grant.person.name}`
  return (
    <NowProvider now={grant.now}>
      <Stack>
        <PageHeader title={sentenceCase(grant.scopeInWords)} description={whose} crumbs={crumbsOf(grant)} />
        <MainAndAside
          main={
            <>
              <GrantNow grant={grant} relinquish={relinquish} />
              <SessionList sessions={grant.sessions} />
              <GrantFacts grant={grant} />
              <Container header={<Header variant="h2">Session policy</Header>}>
                <PolicyText text={grant.policyText} />
              </Container>
            </>
          }
          aside={<Timeline entries={grant.timeline} />}
        />
      </Stack>
    </NowProvider>
  )
}

function crumbsOf({ isMine, requestId }: GrantPage): Crumb[] {
  const request = { text: 'Request', href: `/requests/${requestId}` }
  return isMine ? [{ text: 'My requests', href: '/requests' }, request] : [request]
}
