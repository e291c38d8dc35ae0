import Button from '@cloudscape-design/components/button'
import { Stack } from '@/components/basics/columns'
import { PageHeader } from '@/components/basics/page-header'
import { PageTitle } from '@/components/basics/page-title'
import { NothingWaits } from '@/components/home/nothing-waits'
import { Favourites } from '@/components/home/favourites'
import {
  AskAgain,
  PendingRequests,
  RunningGrants,
  ScheduledGrants,
  ToDecide,
  ToReview,
} from '@/components/home/sections'
import { LiveRefresh } from '@/components/live/live-refresh'
import { differentWishes } from '@/components/requests/again'
import { listMyGrants } from '@/lib/grants/index'
import type { GrantSummary } from '@/lib/grants/schema'
import { readGrantPage } from '@/lib/history/index'
import { listFavourites, listMyRequests, listReviews, readRequest } from '@/lib/requests/index'
import type { RequestSummary } from '@/lib/requests/schema'
import type { SecretView } from '@/lib/sessions/schema'
import { load, requireActor } from './_web/page'
import { firstToDecide } from './_web/to-decide'
import { forget } from './actions'
import { relinquish } from './grants/[id]/actions'

const SHOWN_PENDING = 5
const SHOWN_TO_DECIDE = 5
const SHOWN_TO_REVIEW = 3
const SHOWN_AGAIN = 5

export default async function HomePage() {
  const actor = await requireActor()
  const [grants, mine, minePending, toDecide, reviews, favourites] = await Promise.all([
    load(listMyGrants, {}),
    load(listMyRequests, {}),
    load(listMyRequests, { status: 'pending' }),
    load(firstToDecide, {}),
    load(listReviews, { state: 'open' }),
    load(listFavourites, {}),
  ])
  const running = grants.active.filter(({ status }) => status === 'active')
  const scheduled = grants.active.filter(({ status }) => status === 'scheduled')
  // Auditors see all of them; here stands what the viewer can do.
  const toReview = reviews.items.filter(({ mayReview }) => mayReview)
  const [pending, secrets] = await Promise.all([
    withStages(minePending.items.slice(0, SHOWN_PENDING)),
    secretsOf(running),
  ])
  const again = differentWishes(mine.items, SHOWN_AGAIN)
  const mayRequest = actor.roles.includes('requester')
  const isEmpty = grants.active.length + mine.items.length + toDecide.items.length + toReview.length === 0
  return (
    <Stack>
      <PageTitle />
      <LiveRefresh />
      <PageHeader
        title={`Hello, ${actor.name.split(' ')[0] ?? actor.name}`}
        actions={mayRequest && <RequestAccess />}
      />
      {isEmpty && !mayRequest && (
        <NothingWaits
          name={actor.name}
          handle={actor.handle}
          groups={actor.groups}
          isAuditor={actor.roles.includes('auditor')}
        />
      )}
      {toReview.length > 0 && (
        <ToReview
          reviews={toReview.slice(0, SHOWN_TO_REVIEW)}
          isMore={toReview.length > SHOWN_TO_REVIEW || reviews.next !== null}
        />
      )}
      {toDecide.items.length > 0 && (
        <ToDecide
          requests={toDecide.items.slice(0, SHOWN_TO_DECIDE)}
          isMore={toDecide.items.length > SHOWN_TO_DECIDE}
        />
      )}
      {(mayRequest || running.length > 0) && (
        <RunningGrants grants={running} secrets={secrets} now={grants.now} relinquish={relinquish} />
      )}
      {scheduled.length > 0 && <ScheduledGrants grants={scheduled} now={grants.now} />}
      {pending.length > 0 && <PendingRequests requests={pending} />}
      {mayRequest && <Favourites favourites={favourites} remove={forget} />}
      {mayRequest && again.length > 0 && <AskAgain requests={again} />}
    </Stack>
  )
}

function RequestAccess() {
  return (
    <Button variant="primary" href="/request">
      Request access
    </Button>
  )
}

/** Who could decide is part of one request's page, not of the list; only the few that are shown are read whole. */
function withStages(requests: readonly RequestSummary[]) {
  return Promise.all(requests.map((request) => load(readRequest, { requestId: request.id })))
}

/** How a secret stands is part of its grant's page; only grants that fill one are read whole. */
async function secretsOf(grants: readonly GrantSummary[]): Promise<Record<string, SecretView>> {
  const filling = grants.filter((grant) => grant.deliveries.includes('secret'))
  const pages = await Promise.all(filling.map((grant) => load(readGrantPage, { grantId: grant.id })))
  return Object.fromEntries(pages.flatMap(({ id, secret }) => (secret === null ? [] : [[id, secret]])))
}
