import { GrantsList } from '@/components/audit/grants-list'
import { PageTitle } from '@/components/basics/page-title'
import { listGrants } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export default async function GrantsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageTitle of="Grants" />
      <GrantsList list={await readList(listGrants, searchParams)} />
    </>
  )
}
