'use client'

import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { RequestView } from '@/lib/requests/schema'
import { MainAndAside, Stack } from '../basics/columns'
import { PageHeader } from '../basics/page-header'
import { RequestStatusLabel } from '../basics/status-label'
import { PolicyText } from '../policy/policy-text'
import { SizeMeter } from '../policy/size-meter'
import { requestAgainPath } from './again'
import { CancelButton } from './cancel-button'
import type { Cancel } from './cancel-button'
import { DecideBar } from './decide-bar'
import type { RequestCommands } from './commands'
import { ApprovalProgress } from './decisions'
import { HeldSecret } from './held-secret'
import { KindBadge } from './kind-badge'
import { OpenApprovedNotice } from './open-approved'
import { RequestFacts } from './request-facts'
import { RequestJudgement } from './request-judgement'
import { StandingNotices } from './standing-notices'
import { Thread } from './thread'
import { requestTitle } from './title'
import { WaitingFor } from './waiting-for'
import styles from './request-view.module.css'
import { Notice } from '../basics/notice'

type Props = { request: RequestView; isMine: boolean; commands: RequestCommands }

/** One request: for its requester, for those who decide on it, and for auditors. */
export function RequestScreen({ request, isMine, commands }: Props) {
  const crumb = isMine
    ? { text: 'My requests', href: '/requests' }
    : { text: 'To decide', href: '/approvals' }
  return (
    <Stack>
      <PageHeader
        title={requestTitle(request)}
        description={<Standing request={request} />}
        crumbs={[crumb]}
        actions={actionsFor({ request, isMine, cancel: commands.cancel })}
      />
      <StandingNotices request={request} />
      {request.mayOpen && <OpenApprovedNotice requestId={request.id} open={commands.open} />}
      {request.obstacles.length > 0 && <Obstacles request={request} />}
      <DecideBar request={request} decide={commands.decide} />
      {request.whyNotDecide !== null && request.status === 'pending' && !isMine && (
        <Notice>{request.whyNotDecide}</Notice>
      )}
      <MainAndAside
        main={
          <>
            <RequestFacts request={request} />
            <Thread request={request} comment={commands.comment} />
            <Container header={<Header variant="h2">Session policy</Header>}>
              <Stack gap="small">
                <SizeMeter size={request.size} />
                <PolicyText text={request.policyText} />
              </Stack>
            </Container>
          </>
        }
        aside={
          <>
            <ApprovalProgress request={request} withdraw={commands.withdraw} />
            <RequestJudgement request={request} />
          </>
        }
      />
    </Stack>
  )
}

/** Inline parts only: the header puts them into a paragraph. */
function Standing({ request }: { request: RequestView }) {
  return (
    <>
      {request.kind !== 'ordinary' && (
        <span className={styles.kind}>
          <KindBadge kind={request.kind} />
        </span>
      )}
      <span className={styles.status}>
        <RequestStatusLabel status={request.status} />
      </span>
      {request.status === 'pending' && <WaitingFor stages={request.stages} />}
    </>
  )
}

/** What can be done with the request now, beside deciding. Undefined when there is nothing, so that no room is kept for it. */
function actionsFor({ request, isMine, cancel }: Pick<Props, 'request' | 'isMine'> & { cancel: Cancel }) {
  const canAskAgain = isMine && request.status !== 'pending' && request.kind !== 'extension'
  if (!request.mayCancel && !canAskAgain && request.grantId === null) return undefined
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {request.mayCancel && <CancelButton requestId={request.id} cancel={cancel} />}
      {canAskAgain && <Button href={requestAgainPath(request)}>Request again</Button>}
      {request.grantId !== null && (
        <Button variant="primary" href={`/grants/${request.grantId}`}>
          Go to the grant
        </Button>
      )}
    </SpaceBetween>
  )
}

function Obstacles({ request: { obstacles, secretHeld } }: { request: RequestView }) {
  const onlyHeld = secretHeld !== null && obstacles.length === 1
  return (
    <Notice
      type="warning"
      header={onlyHeld ? 'This cannot be approved yet' : 'This cannot be approved as it is'}
    >
      {!onlyHeld && obstacles.map((sentence) => <div key={sentence}>{sentence}</div>)}
      {onlyHeld && <HeldSecret held={secretHeld} />}
    </Notice>
  )
}
