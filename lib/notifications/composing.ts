import type { StoredEvent } from '../audit/index'
import type { Transaction } from '../db/client'
import type { MailContext } from './context'
import type { MailRow } from './mail-store'

/** What a mail is written from: the event that it is about, and what is true now. */
export type Composing = { tx: Transaction; ctx: MailContext; mail: MailRow; event: StoredEvent; now: Date }
