import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { LiveRefresh } from '@/components/live/live-refresh'
import { PeopleList } from '@/components/people/people-list'
import { PeopleSearch } from '@/components/people/people-search'
import { listPeople, rolesOf } from '@/lib/identity/index'
import { wiring } from '@/lib/wiring'

export default async function PeoplePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { q, suspended, cursor } = await searchParams
  const filters = {
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(suspended === 'yes' ? { suspended: 'yes' as const } : {}),
  }
  const given = typeof cursor === 'string' ? cursor : undefined
  const page = await load(listPeople, given === undefined ? filters : { ...filters, cursor: given })
  const { signInRules } = wiring()
  const people = page.items.map((person) => ({ ...person, roles: rolesOf(person.groups, signInRules) }))
  return (
    <Stack>
      <PageTitle of="People" />
      <LiveRefresh />
      <PageHeader
        title="People"
        description="Everybody who has signed in once. Who somebody is and what groups they have, the identity provider says at every sign-in."
      />
      <PeopleSearch key={JSON.stringify(filters)} q={filters.q ?? ''} onlySuspended={suspended === 'yes'} />
      <PeopleList people={people} isFiltered={Object.keys(filters).length > 0} />
      <MorePages path="/admin/people" filters={filters} cursor={given} next={page.next} />
    </Stack>
  )
}
