import type { Cancel } from './cancel-button'
import type { Decide } from './decision-dialog'
import type { OpenApproved } from './open-approved'
import type { Comment } from './thread'
import type { Withdraw } from './withdraw-button'

/** What can be done on a request's page. */
export type RequestCommands = {
  cancel: Cancel
  decide: Decide
  withdraw: Withdraw
  comment: Comment
  open: OpenApproved
}
