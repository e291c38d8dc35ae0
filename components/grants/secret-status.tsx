'use client'

import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { SecretStanding } from './secret-standing'

const LOOK = {
  filling: { type: 'in-progress', text: 'Being filled' },
  filled: { type: 'success', text: 'Filled' },
  expired: { type: 'warning', text: 'Its credentials have expired' },
  failed: { type: 'error', text: 'Not filled' },
  emptying: { type: 'in-progress', text: 'Being emptied' },
  'not-emptied': { type: 'warning', text: 'Not emptied yet' },
  emptied: { type: 'stopped', text: 'Emptied' },
  empty: { type: 'stopped', text: 'Empty' },
} as const

/** How a secret stands, in a word or two. */
export function SecretStatus({ standing }: { standing: SecretStanding }) {
  const { type, text } = LOOK[standing]
  return <StatusIndicator type={type}>{text}</StatusIndicator>
}
