import { load, requireActor } from '@/app/_web/page'
import { PageTitle } from '@/components/basics/page-title'
import { LiveRefresh } from '@/components/live/live-refresh'
import { RequestScreen } from '@/components/requests/request-screen'
import { readRequest } from '@/lib/requests/index'
import { cancel, comment, decide, open, withdraw } from './actions'

export default async function RequestRoute({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  const request = await load(readRequest, { requestId: id })
  return (
    <>
      <PageTitle of="Request" />
      <LiveRefresh ids={[request.id]} />
      <RequestScreen
        request={request}
        isMine={request.requester.id === actor.personId}
        commands={{ cancel, comment, decide, open, withdraw }}
      />
    </>
  )
}
