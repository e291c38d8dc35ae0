import type { Metadata } from 'next'
import { SessionsList } from '@/components/audit/sessions-list'
import { listSessions } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  return <SessionsList list={await readList(listSessions, searchParams)} />
}
