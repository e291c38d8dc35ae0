import { load, requireActor } from '@/app/_web/page'
import { firstToDecide } from '@/app/_web/to-decide'
import { Stack } from '@/components/basics/columns'
import { EmptyState } from '@/components/basics/empty-state'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { LiveRefresh } from '@/components/live/live-refresh'
import { RequestsToDecide } from '@/components/requests/request-list'
import { listToDecide } from '@/lib/requests/index'

export default async function ApprovalsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor } = await searchParams
  const given = typeof cursor === 'string' ? cursor : undefined
  const page = await (given === undefined ? load(firstToDecide, {}) : load(listToDecide, { cursor: given }))
  return (
    <Stack>
      <PageTitle of="To decide" />
      <LiveRefresh />
      <PageHeader title="To decide" description="Requests that you can approve or deny now." />
      {page.items.length === 0 ? (
        <EmptyState title="Nothing waits for your decision">
          When somebody asks for access that you may approve, it appears here by itself.
        </EmptyState>
      ) : (
        <RequestsToDecide requests={page.items} />
      )}
      <MorePages path="/approvals" cursor={given} next={page.next} />
    </Stack>
  )
}
