import { SessionsList } from '@/components/audit/sessions-list'
import { PageTitle } from '@/components/basics/page-title'
import { listSessions } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageTitle of="Sessions" />
      <SessionsList list={await readList(listSessions, searchParams)} />
    </>
  )
}
