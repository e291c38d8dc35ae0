import type { EntitlementSummary } from '@/lib/catalog/schema'
import styles from './catalog-search.module.css'
import { durationOnOneLine } from '../basics/durations'

/** One entitlement to choose: what it is for, where, what it offers and what stands before it. */
export function EntitlementResult({ entitlement }: { entitlement: EntitlementSummary }) {
  const {
    id,
    name,
    description,
    accountName,
    accountId,
    offerInWords,
    maxDurationMinutes,
    approvalInWords,
    ownerGroup,
  } = entitlement
  return (
    <li className={styles.result}>
      <a href={`/request/${id}`}>{name}</a>
      <span className={styles.account}>
        {accountName} <span>{accountId}</span>
      </span>
      <p>{description}</p>
      <dl>
        <div>
          <dt>Offers</dt>
          <dd>{offerInWords}</dd>
        </div>
        <div>
          <dt>At most</dt>
          <dd>{durationOnOneLine(maxDurationMinutes)}</dd>
        </div>
        <div>
          <dt>Approved by</dt>
          <dd>{approvalInWords}</dd>
        </div>
        <div>
          <dt>Owner</dt>
          <dd>{ownerGroup}</dd>
        </div>
      </dl>
    </li>
  )
}
