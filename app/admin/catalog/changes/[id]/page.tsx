import type { Metadata } from 'next'
import { load, requireActor } from '@/app/_web/page'
import { ChangeScreen } from '@/components/catalog-admin/change-screen'
import { LiveRefresh } from '@/components/live/live-refresh'
import { readCatalogChange } from '@/lib/catalog/index'
import { confirm, decline } from './actions'

export const metadata: Metadata = { title: 'Change of the catalogue' }

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
      <LiveRefresh />
      <ChangeScreen change={change} confirm={confirm} decline={decline} />
    </>
  )
}
