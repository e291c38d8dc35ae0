import Button from '@cloudscape-design/components/button'
import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { EmptyState } from '@/components/basics/empty-state'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { LiveRefresh } from '@/components/live/live-refresh'
import { OwnRequests } from '@/components/requests/request-list'
import { listMyRequests } from '@/lib/requests/index'

export default async function RequestsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor } = await searchParams
  const given = typeof cursor === 'string' ? cursor : undefined
  const page = await load(listMyRequests, given === undefined ? {} : { cursor: given })
  const request = (
    <Button variant="primary" href="/request">
      Request access
    </Button>
  )
  return (
    <Stack>
      <PageTitle of="My requests" />
      <LiveRefresh />
      <PageHeader
        title="My requests"
        description="Everything you have asked for, the newest first."
        actions={request}
      />
      {page.items.length === 0 ? (
        <EmptyState title="You have not asked for anything yet" action={request}>
          What you ask for stands here with its answer, also long after it has ended.
        </EmptyState>
      ) : (
        <OwnRequests requests={page.items} />
      )}
      <MorePages path="/requests" cursor={given} next={page.next} />
    </Stack>
  )
}
