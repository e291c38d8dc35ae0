import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { GrantScreen } from '@/components/grants/grant-screen'
import { LiveRefresh } from '@/components/live/live-refresh'
import { readGrantPage } from '@/lib/history/index'
import { extend, fillSecretAgain, relinquish, revoke } from './actions'

export default async function GrantRoute({ params }: { params: Promise<{ id: string }> }) {
  await requireActor()
  const { id } = await params
  const grant = await load(readGrantPage, { grantId: id })
  const { requestId, pendingExtensionId } = grant
  const ids = [grant.id, requestId, ...(pendingExtensionId === null ? [] : [pendingExtensionId])]
  return (
    <>
      <PageTitle of="Grant" />
      <LiveRefresh ids={ids} />
      <GrantScreen grant={grant} commands={{ relinquish, revoke, extend, fillSecretAgain }} />
    </>
  )
}
