import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { CatalogSearch } from '@/components/catalog-search/catalog-search'
import { searchEntitlements } from '@/lib/catalog/index'

export default async function CatalogPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { q } = await searchParams
  const query = typeof q === 'string' ? q : ''
  const found = await load(searchEntitlements, { q: query })
  return (
    <Stack>
      <PageTitle of="Request access" />
      <PageHeader title="Request access" description="What do you need to get into?" />
      <CatalogSearch initialQuery={query} initialFound={found} />
    </Stack>
  )
}
