import type { Metadata } from 'next'
import { GrantsList } from '@/components/audit/grants-list'
import { listGrants } from '@/lib/history/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export const metadata: Metadata = { title: 'Grants' }

export default async function GrantsPage({ searchParams }: { searchParams: SearchParams }) {
  return <GrantsList list={await readList(listGrants, searchParams)} />
}
