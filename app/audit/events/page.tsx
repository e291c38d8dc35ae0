import type { Metadata } from 'next'
import { EventsList } from '@/components/audit/events-list'
import { listEvents } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export const metadata: Metadata = { title: 'Events' }

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  return <EventsList list={await readList(listEvents, searchParams)} />
}
