import type { Command } from '../basics/commands'

export type Delegate = Command<
  { id: string; to: string; startsAt: string; endsAt: string; comment: string },
  { delegationId: string }
>
export type EndDelegation = Command<{ delegationId: string }, { endedAt: string }>
