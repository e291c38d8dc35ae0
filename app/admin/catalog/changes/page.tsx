import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { Stack } from '@/components/basics/columns'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { ChangeList } from '@/components/catalog-admin/change-list'
import { LiveRefresh } from '@/components/live/live-refresh'
import { listCatalogChanges } from '@/lib/catalog/index'

export default async function CatalogChangesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor } = await searchParams
  const from = typeof cursor === 'string' ? cursor : undefined
  const { items, next } = await load(listCatalogChanges, from === undefined ? {} : { cursor: from })
  return (
    <Stack>
      <PageTitle of="Changes of the catalogue" />
      <LiveRefresh />
      <PageHeader
        title="Changes of the catalogue"
        description="Everything that was ever handed in, who confirmed it, and in red what was applied without an administrator."
        crumbs={[{ text: 'Catalogue', href: '/admin/catalog' }]}
      />
      <ChangeList changes={items} />
      <MorePages path="/admin/catalog/changes" cursor={from} next={next} />
    </Stack>
  )
}
