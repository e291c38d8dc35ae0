import { Notice } from '../basics/notice'
import { MainAndAside, Stack } from '../basics/columns'
import { PageHeader } from '../basics/page-header'
import { Time } from '../clock/time'
import { DelegationList } from '../delegations/delegation-list'
import type { GrantSummary } from '@/lib/grants/schema'
import type { PersonView } from '@/lib/identity/schema'
import type { Page, RequestSummary } from '@/lib/requests/schema'
import type { PersonCommands } from './commands'
import { PersonFacts } from './person-facts'
import { PersonGrants } from './person-grants'
import { PersonRequests } from './person-requests'
import { ReinstateButton } from './reinstate-button'
import { SuspendButton } from './suspend-button'

type Props = {
  person: PersonView
  roles: readonly string[]
  isViewer: boolean
  requests: Page<RequestSummary>
  grants: Page<GrantSummary>
  commands: PersonCommands
}

/** One person: what is known of them, what they have and wait for, and the way to keep them out. */
export function PersonScreen({ person, roles, isViewer, requests, grants, commands }: Props) {
  const path = `/admin/people/${person.id}`
  const { suspension } = person
  return (
    <Stack>
      <PageHeader
        title={person.name}
        crumbs={[{ text: 'People', href: '/admin/people' }]}
        actions={!isViewer && <Actions person={person} commands={commands} />}
      />
      {suspension !== null && (
        <Notice type="error" header="Suspended">
          {suspension.by.name} suspended {person.name} on <Time at={suspension.at} />: {suspension.reason}
        </Notice>
      )}
      <MainAndAside
        main={
          <>
            <PersonRequests path={path} requests={requests} isSuspended={suspension !== null} />
            <PersonGrants path={path} grants={grants} isSuspended={suspension !== null} />
            <DelegationList
              title="Out of office"
              nothing={{
                title: 'No stand-ins',
                text: 'Who stands in for them now or later, and for whom they do, appears here.',
              }}
              delegations={person.delegations}
              shows="both"
              end={null}
            />
          </>
        }
        aside={<PersonFacts person={person} roles={roles} />}
      />
    </Stack>
  )
}

function Actions({ person, commands }: Pick<Props, 'person' | 'commands'>) {
  const { id: personId, name, suspension } = person
  return suspension === null ? (
    <SuspendButton personId={personId} name={name} suspend={commands.suspend} />
  ) : (
    <ReinstateButton personId={personId} name={name} reinstate={commands.reinstate} />
  )
}
