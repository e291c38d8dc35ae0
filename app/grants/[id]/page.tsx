import type { Metadata } from 'next'
import { load, requireActor } from '@/app/_web/page'
import { GrantScreen } from '@/components/grants/grant-screen'
import { LiveRefresh } from '@/components/live/live-refresh'
import { readGrantPage } from '@/lib/history/index'
import { fillSecretAgain, relinquish } from './actions'

export const metadata: Metadata = { title: 'Grant' }

export default async function GrantRoute({ params }: { params: Promise<{ id: string }> }) {
  await requireActor()
  const { id } = await params
  const grant = await load(readGrantPage, { grantId: id })
  return (
    <>
      <LiveRefresh ids={[grant.id, grant.requestId]} />
      <GrantScreen grant={grant} relinquish={relinquish} fillSecretAgain={fillSecretAgain} />
    </>
  )
}
