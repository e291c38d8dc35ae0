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
import type { GrantCommands } from './commands'
import { GrantFacts } from './grant-facts'
import { GrantNow } from './grant-now'
import { GrantNotices } from './notices'
import { SecretCard } from './secret-card'
import { SessionList } from './session-list'
import { TerminalCard } from './terminal-card'
import { Timeline } from './timeline'

type Props = { grant: GrantPage; commands: GrantCommands }

/** One grant: how it stands, what it is, what came of it. */
export function GrantScreen({ grant, commands }: Props) {
  const { secret } = grant
  const whose = grant.isMine ? undefined : `Granted to ${grant.person.name}`
  return (
    <NowProvider now={grant.now}>
      <Stack>
        <PageHeader title={sentenceCase(grant.scopeInWords)} description={whose} crumbs={crumbsOf(grant)} />
        <GrantNotices grant={grant} />
        <MainAndAside
          main={
            <>
              <GrantNow grant={grant} commands={commands} />
              {grant.mayUse && grant.deliveries.includes('terminal') && <TerminalCard grant={grant} />}
              {secret !== null && (
                <SecretCard grant={grant} secret={secret} fillSecretAgain={commands.fillSecretAgain} />
              )}
              <SessionList sessions={grant.sessions} isOver={grant.status === 'ended'} />
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
