import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { ChangesLink } from '@/components/catalog-admin/changes-link'
import { EntryList } from '@/components/catalog-admin/entry-list'
import { EntrySearch } from '@/components/catalog-admin/entry-search'
import { OpenChange } from '@/components/catalog-admin/open-change'
import { PageLinks } from '@/components/catalog-admin/page-links'
import { PolicyFailures } from '@/components/catalog-admin/policy-failures'
import { searchAddress } from '@/components/catalog-admin/search-address'
import { LiveRefresh } from '@/components/live/live-refresh'
import { searchCatalog } from '@/lib/catalog/index'
import { listPolicyFailures } from '@/lib/history/index'

export default async function CatalogAdminPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { q, cursor } = await searchParams
  const query = typeof q === 'string' ? q : ''
  const from = typeof cursor === 'string' ? cursor : undefined
  const { found, entries, next, open } = await load(searchCatalog, {
    q: query,
    ...(from === undefined ? {} : { cursor: from }),
  })
  const failures = await load(listPolicyFailures, {})
  return (
    <Stack>
      <PageTitle of="Catalogue" />
      <LiveRefresh />
      <PageHeader
        title="Catalogue"
        description="Everything that can be asked for, and what is withdrawn. It is changed by “daypass catalog apply”, and by an administrator who confirms."
        actions={<ChangesLink />}
      />
      <PolicyFailures failures={failures} />
      <OpenChange change={open} />
      <EntrySearch q={query} found={found} />
      <EntryList entries={entries} />
      <PageLinks
        previous={from === undefined ? null : searchAddress(query)}
        next={next === null ? null : searchAddress(query, next)}
      />
    </Stack>
  )
}
