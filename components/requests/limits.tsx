'use client'

import type { RequestView } from '@/lib/requests/schema'
import { Time } from '../clock/time'
import styles from './request-view.module.css'

/** What happens while nobody decides: the limit of waiting is apart from the grant's clock. */
export function Limits({
  limits: { remindedAt, escalatedAt, escalatesAt, lapsesAt },
}: {
  limits: RequestView['limits']
}) {
  return (
    <ul className={styles.limits}>
      {remindedAt !== null && (
        <li>
          Approvers were reminded <Time at={remindedAt} form="relative" />.
        </li>
      )}
      {escalatedAt !== null && (
        <li>
          Escalated <Time at={escalatedAt} form="relative" />: others may decide too.
        </li>
      )}
      {escalatedAt === null && escalatesAt !== null && (
        <li>
          Others may decide too from <Time at={escalatesAt} form="clock" /> on (
          <Time at={escalatesAt} form="relative" />
          ).
        </li>
      )}
      <li>
        Lapses <Time at={lapsesAt} form="relative" />, at <Time at={lapsesAt} form="clock" />, unless it is
        decided before.
      </li>
    </ul>
  )
}
