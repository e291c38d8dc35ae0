import type { Command } from '../basics/commands'

export type Suspend = Command<{ personId: string; reason: string }, { suspendedAt: string }>
export type Reinstate = Command<{ personId: string }, { reinstatedAt: string }>
export type PersonCommands = { suspend: Suspend; reinstate: Reinstate }
