import type { GrantSummary } from '@/lib/grants/schema'

/** What can be done about a pending request. */
export function requestAdvice(isSuspended: boolean): string {
  return isSuspended
    ? 'Pending: approvers can deny it. It is not approved while its requester is suspended.'
    : 'Pending: approvers can deny it.'
}

/** What can be done about a grant that is not over; `end` is its end as the viewer's clock says it. */
export function grantAdvice(
  { status, deliveries }: Pick<GrantSummary, 'status' | 'deliveries'>,
  isSuspended: boolean,
  end: string,
): string {
  if (!isSuspended) return `Until ${end}. Approvers and administrators can revoke it on its page.`
  if (status === 'scheduled')
    return 'It has not started, and nothing is minted while its person is suspended. Revoke it on its page.'
  const handedOut = [
    ...(deliveries.includes('console') ? ['console sessions already open'] : []),
    ...(deliveries.includes('terminal') ? ['terminal credentials already shown'] : []),
    ...(deliveries.includes('secret') ? ['credentials that stand in its secret'] : []),
  ].join(', ')
  return `Nothing is minted any more; ${handedOut} may work until ${end}. Revoke it on its page.`
}
