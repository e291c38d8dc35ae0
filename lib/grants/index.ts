export { endDueGrants } from './end-due-grants'
export { extendGrant } from './extend-grant'
export { listStoppedGrants } from './list-stopped-grants'
export { revokeGrant } from './revoke-grant'
export { startDueGrants } from './start-due-grants'
export { whyStopped } from './why-stopped'
export { listGrantsOfPerson } from './list-grants-of-person'
export { listMyGrants } from './list-my-grants'
export { openGrant } from './open-grant'
export { relinquishGrant } from './relinquish-grant'
export { extensionsOf, findGrant, findGrants, grantsInForceOf, lockGrant } from './store'
export type { GrantFilter, GrantRow } from './store'
export { grantSummary } from './summary'
export { statusAt } from './machine'
export { isApproverFor, isNamedApproverOf, isOwnerOf, isToldOf } from './visibility'
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
