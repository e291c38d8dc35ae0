import type { Metadata } from 'next'
import { load, requireActor } from '@/app/_web/page'
import { LiveRefresh } from '@/components/live/live-refresh'
import { RequestScreen } from '@/components/requests/request-screen'
import { readRequest } from '@/lib/requests/index'
import { cancel, decide } from './actions'

export const metadata: Metadata = { title: 'Request' }

export default async function RequestRoute({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  const request = await load(readRequest, { requestId: id })
  return (
    <>
      <LiveRefresh ids={[request.id]} />
      <RequestScreen
        request={request}
        isMine={request.requester.id === actor.personId}
        cancel={cancel}
        decide={decide}
      />
    </>
  )
}
