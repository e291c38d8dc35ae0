import type { State } from '../aws/state'

/** The state that the mailbox shows and adds to. */
export interface MailboxStore {
  state: State
  /** To be called after every change of `state`. */
  changed: () => void
}
