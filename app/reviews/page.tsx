import Button from '@cloudscape-design/components/button'
import { load, requireActor } from '@/app/_web/page'
import { Stack } from '@/components/basics/columns'
import { EmptyState } from '@/components/basics/empty-state'
import { MorePages } from '@/components/basics/more-pages'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { LiveRefresh } from '@/components/live/live-refresh'
import { ReviewRows } from '@/components/reviews/review-rows'
import { listReviews } from '@/lib/requests/index'
import { review } from './actions'

export default async function ReviewsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requireActor()
  const { cursor, state } = await searchParams
  const given = typeof cursor === 'string' ? { cursor } : {}
  const isDone = state === 'done'
  const page = await load(listReviews, { state: isDone ? 'done' : 'open', ...given })
  return (
    <Stack>
      <PageTitle of="Reviews" />
      <LiveRefresh />
      <PageHeader
        title={isDone ? 'Reviews given' : 'Reviews'}
        description="Access that was taken at once, by breaking the glass, and is looked at afterwards by somebody else."
        actions={
          <Button href={isDone ? '/reviews' : '/reviews?state=done'}>
            {isDone ? 'Open reviews' : 'Reviews given'}
          </Button>
        }
      />
      {page.items.length === 0 ? (
        <Empty isDone={isDone} />
      ) : (
        <ReviewRows items={page.items} review={review} />
      )}
      <MorePages
        path="/reviews"
        {...(isDone && { filters: { state: 'done' } })}
        cursor={given.cursor}
        next={page.next}
      />
    </Stack>
  )
}

function Empty({ isDone }: { isDone: boolean }) {
  if (isDone)
    return (
      <EmptyState title="No review has been given yet">
        Who was asked and what they said stands here afterwards.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing waits for a review">
      When somebody breaks the glass and the policy names you to look at it afterwards, it appears here by
      itself.
    </EmptyState>
  )
}
