'use client'

import { useMemo } from 'react'
import type { ReviewItem } from '@/lib/requests/schema'
import { ReviewState, ReviewWords } from '../reviews/review-state'
import { AuditList } from './audit-list'
import styles from './audit.module.css'
import { AccessCell, MomentCell, PersonCell } from './cells'
import { REVIEW_FILTERS } from './filters'
import type { LedgerColumn } from './ledger'
import type { ListState } from './list-state'
import { TwoLines } from './two-lines'

const PATH = '/audit/reviews'

type Row = ReviewItem & { id: string }

const COLUMNS: readonly LedgerColumn<Row>[] = [
  {
    header: 'Access',
    isName: true,
    cell: ({ grantId, request }) => (
      <AccessCell grantId={grantId} {...request.entitlement} scopeLabel={request.scopeLabel} />
    ),
  },
  { header: 'Person', cell: ({ request }) => <PersonCell person={request.requester} /> },
  { header: 'Taken', cell: ({ request }) => <MomentCell at={request.createdAt} /> },
  {
    header: 'Incident',
    cell: ({ request }) => (
      <TwoLines main={<bdi>{request.incident ?? 'not named'}</bdi>} small={<bdi>{request.reason}</bdi>} />
    ),
  },
  {
    header: 'Status',
    cell: (review) => (
      <>
        <TwoLines main={<ReviewState review={review} />} small={<ReviewWords review={review} />} />
        {review.comment !== null && (
          <p className={styles.quote}>
            <bdi>{review.comment}</bdi>
          </p>
        )}
      </>
    ),
  },
]

/** Everything that was taken by breaking the glass, and what came of the look at it afterwards. */
export function ReviewsList({ list }: { list: ListState<ReviewItem> }) {
  const rows = useMemo(() => withIds(list), [list])
  return (
    <AuditList
      path={PATH}
      title="Break-glass"
      description="Every access that was taken by breaking the glass, and what came of the look at it afterwards. Newest first."
      label="break-glass grants"
      list={rows}
      isFile={false}
      offered={REVIEW_FILTERS}
      columns={COLUMNS}
      nothingYet="When somebody breaks the glass, it appears here at once, with who reviews it until when."
    />
  )
}

function withIds({ page, ...rest }: ListState<ReviewItem>): ListState<Row> {
  const rows = page && { ...page, items: page.items.map((item) => ({ ...item, id: item.requestId })) }
  return { ...rest, page: rows }
}
