import { EventsList } from '@/components/audit/events-list'
import { PageTitle } from '@/components/basics/page-title'
import { listEvents } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageTitle of="Events" />
      <EventsList list={await readList(listEvents, searchParams)} />
    </>
  )
}
