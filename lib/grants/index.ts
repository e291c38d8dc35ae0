export { endDueGrants } from './end-due-grants'
export { listMyGrants } from './list-my-grants'
export { openGrant } from './open-grant'
export { relinquishGrant } from './relinquish-grant'
export { findGrant, findGrants, lockGrant } from './store'
export type { GrantFilter, GrantRow } from './store'
export { grantSummary } from './summary'
export { statusAt } from './machine'
export { isNamedApproverOf, isOwnerOf } from './visibility'
export { enqueueDelivery, secretConflict, secretHeldSentence, secretQueue } from './secret-hold'
export {
  askSecretAgain,
  findSecretHold,
  grantsNotEmptied,
  noteSecretDelivered,
  noteSecretEmptied,
  noteSecretFailed,
  noteSecretNotEmptied,
  noteSecretPut,
  replaceSecretAttempt,
  secretHolder,
} from './secret-hold-store'
export type { SecretAttempt, SecretHoldRow } from './secret-hold-store'
