import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { EmptyState } from '@/components/basics/empty-state'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { StoppedGrants } from '@/components/grants/stopped-grants'
import { LiveRefresh } from '@/components/live/live-refresh'
import { listStoppedGrants } from '@/lib/grants/index'
import { revoke } from './actions'

export default async function StoppedGrantsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor } = await searchParams
  const given = typeof cursor === 'string' ? cursor : undefined
  const page = await load(listStoppedGrants, given === undefined ? {} : { cursor: given })
  return (
    <Stack>
      <PageTitle of="Stopped grants" />
      <LiveRefresh />
      <PageHeader
        title="Stopped grants"
        description="Grants that run, and from which nothing is issued: their person is suspended or may not have them any more, or the entitlement was withdrawn. The soonest end first."
      />
      {page.items.length === 0 ? (
        <EmptyState title="Every running grant can be used">
          When somebody is suspended, loses a group, or an entitlement is withdrawn, their running grants
          stand here.
        </EmptyState>
      ) : (
        <StoppedGrants stopped={page.items} revoke={revoke} />
      )}
      <MorePages path="/admin/grants" cursor={given} next={page.next} />
    </Stack>
  )
}
