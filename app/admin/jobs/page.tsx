import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { ExhaustedJobs } from '@/components/jobs/exhausted-jobs'
import { UnsentMails } from '@/components/jobs/unsent-mails'
import { LiveRefresh } from '@/components/live/live-refresh'
import { listDeadMails, listExhaustedJobs } from '@/lib/notifications/index'
import { runAgain, sendAgain } from './actions'

export default async function JobsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor } = await searchParams
  const given = typeof cursor === 'string' ? cursor : undefined
  const [mails, jobs] = await Promise.all([
    load(listDeadMails, given === undefined ? {} : { cursor: given }),
    load(listExhaustedJobs, {}),
  ])
  return (
    <Stack>
      <PageTitle of="Jobs" />
      <LiveRefresh />
      <PageHeader
        title="Jobs"
        description="What Daypass could not do and does not try any more by itself. Mend the cause first, then have it tried again."
      />
      <UnsentMails mails={mails.items} sendAgain={sendAgain} />
      <MorePages path="/admin/jobs" cursor={given} next={mails.next} />
      <ExhaustedJobs jobs={jobs.items} runAgain={runAgain} />
    </Stack>
  )
}
