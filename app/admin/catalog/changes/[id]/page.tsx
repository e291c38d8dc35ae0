import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { ChangeScreen } from '@/components/catalog-admin/change-screen'
import { LiveRefresh } from '@/components/live/live-refresh'
import { readCatalogChange } from '@/lib/catalog/index'
import { confirm, decline } from './actions'

export default async function CatalogChangePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { id } = await params
  const { page } = await searchParams
  const wanted = typeof page === 'string' ? { page: Number(page) } : {}
  const change = await load(readCatalogChange, { changeId: id, ...wanted })
  return (
    <>
      <PageTitle of="Change of the catalogue" />
      <LiveRefresh />
      <ChangeScreen change={change} confirm={confirm} decline={decline} />
    </>
  )
}
