import { ReviewsList } from '@/components/audit/reviews-list'
import { PageTitle } from '@/components/basics/page-title'
import { listReviews } from '@/lib/requests/index'
import { readList } from '../read-list'
import type { SearchParams } from '../read-list'

export default async function AuditReviewsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <>
      <PageTitle of="Break-glass" />
      <ReviewsList list={await readList(listReviews, searchParams)} />
    </>
  )
}
