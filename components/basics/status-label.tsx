'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import type { GrantEndReason, GrantStatus } from '@/lib/grants/schema'
import type { RequestStatus } from '@/lib/requests/schema'
import type { SessionStatus } from '@/lib/sessions/schema'

type Look = { type: StatusIndicatorProps.Type; text: string }

const REQUEST: Record<RequestStatus, Look> = {
  pending: { type: 'pending', text: 'Pending' },
  approved: { type: 'success', text: 'Approved' },
  denied: { type: 'error', text: 'Denied' },
  cancelled: { type: 'stopped', text: 'Cancelled' },
  lapsed: { type: 'stopped', text: 'Lapsed' },
}

const GRANT: Record<GrantStatus, Look> = {
  scheduled: { type: 'pending', text: 'Scheduled' },
  active: { type: 'success', text: 'Active' },
  ended: { type: 'stopped', text: 'Ended' },
}

const SESSION: Record<SessionStatus, Look> = {
  intended: { type: 'in-progress', text: 'Being issued' },
  issued: { type: 'success', text: 'Issued' },
  failed: { type: 'error', text: 'Failed' },
  unknown: { type: 'warning', text: 'Unknown, treated as live' },
}

function Label({ type, text }: Look) {
  return <StatusIndicator type={type}>{text}</StatusIndicator>
}

export function RequestStatusLabel({ status }: { status: RequestStatus }) {
  return <Label {...REQUEST[status]} />
}

/** "Active", "Ended (relinquished)". */
export function GrantStatusLabel({
  status,
  endReason,
}: {
  status: GrantStatus
  endReason: GrantEndReason | null
}) {
  const { type, text } = GRANT[status]
  return <Label type={type} text={endReason === null ? text : `${text} (${endReason})`} />
}

export function SessionStatusLabel({ status }: { status: SessionStatus }) {
  return <Label {...SESSION[status]} />
}
