import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { EntryScreen } from '@/components/catalog-admin/entry-screen'
import { PageLinks } from '@/components/catalog-admin/page-links'
import { LiveRefresh } from '@/components/live/live-refresh'
import { readCatalogEntry } from '@/lib/catalog/index'

export default async function CatalogEntryPage({
  params,
  searchParams,
}: {
  params: Promise<{ entitlementId: string }>
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { entitlementId } = await params
  const { cursor } = await searchParams
  const from = typeof cursor === 'string' ? cursor : undefined
  const entry = await load(readCatalogEntry, {
    entitlementId,
    ...(from === undefined ? {} : { cursor: from }),
  })
  const path = `/admin/catalog/${entry.id}`
  return (
    <>
      <PageTitle of={entry.name} />
      <LiveRefresh />
      <EntryScreen entry={entry} />
      <PageLinks
        previous={from === undefined ? null : path}
        next={entry.next === null ? null : `${path}?cursor=${encodeURIComponent(entry.next)}`}
      />
    </>
  )
}
