import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { NowProvider } from '@/components/clock/viewer'
import { LiveRefresh } from '@/components/live/live-refresh'
import { PersonScreen } from '@/components/people/person-screen'
import { listGrantsOfPerson } from '@/lib/grants/index'
import { readPerson, rolesOf } from '@/lib/identity/index'
import { listRequestsOfPerson } from '@/lib/requests/index'
import { wiring } from '@/lib/wiring'
import { reinstate, suspend } from './actions'

export default async function PersonPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const actor = await requireActor()
  const { id: personId } = await params
  const { person, now } = await load(readPerson, { personId })
  const { requests: requestsFrom, grants: grantsFrom } = await searchParams
  const from = (cursor: string | string[] | undefined) => (typeof cursor === 'string' ? { cursor } : {})
  const [requests, grants] = await Promise.all([
    load(listRequestsOfPerson, { personId, ...from(requestsFrom) }),
    load(listGrantsOfPerson, { personId, ...from(grantsFrom) }),
  ])
  return (
    <NowProvider now={now}>
      <PageTitle of={person.name} />
      <LiveRefresh />
      <PersonScreen
        person={person}
        roles={rolesOf(person.groups, wiring().signInRules)}
        isViewer={person.id === actor.personId}
        requests={requests}
        grants={grants}
        commands={{ suspend, reinstate }}
      />
    </NowProvider>
  )
}
