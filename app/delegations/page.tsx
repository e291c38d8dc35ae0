import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { NowProvider } from '@/components/clock/viewer'
import { DelegationList } from '@/components/delegations/delegation-list'
import { DelegationForm } from '@/components/delegations/delegation-form'
import { LiveRefresh } from '@/components/live/live-refresh'
import { listDelegations } from '@/lib/identity/index'
import { delegate, end } from './actions'

export default async function DelegationsPage() {
  await requireActor()
  const { given, taken, past, now } = await load(listDelegations, {})
  return (
    <NowProvider now={now}>
      <Stack>
        <PageTitle of="Out of office" />
        <LiveRefresh />
        <PageHeader
          title="Out of office"
          description="A stand-in decides in your place where a policy names you: never on their own requests, and not handed on. Every decision shows for whom it was made."
        />
        <DelegationForm now={now} delegate={delegate} />
        <DelegationList
          title="Your stand-ins"
          nothing={{
            title: 'Nobody stands in for you',
            text: 'Requests that wait for you go on waiting for you while you are away.',
          }}
          delegations={given}
          shows="to"
          end={end}
        />
        <DelegationList
          title="You stand in for"
          nothing={{
            title: 'You stand in for nobody',
            text: 'What you may decide for others appears under “To decide”.',
          }}
          delegations={taken}
          shows="from"
          end={end}
        />
        {past.length > 0 && <DelegationList title="Earlier" delegations={past} shows="both" end={null} />}
      </Stack>
    </NowProvider>
  )
}
