export { applyCatalog } from './apply-catalog'
export type { AppliedCatalog, HandedIn } from './apply-catalog'
export { confirmCatalogChange, declineCatalogChange } from './close-change'
export {
  isApproverInPrinciple,
  isApproverOf,
  isNamedByEscalation,
  isNamedByStage,
  isToldOfGlass,
  isStillEligible,
  turnsOf,
} from './eligibility'
export { deliveriesOfEnvelope, envelopeSchema, sealEnvelope, wishOf } from './envelope'
export type { Envelope, SealedEnvelope, Wish } from './envelope'
export { evaluate, evaluateOffer, opensAtOnce } from './evaluate'
export type { Check, Evaluation, Question, RequestKind } from './evaluate'
export type { Turn } from './eligibility'
export type { JudgedStage, SpokenRule } from './judge-policy'
export { entitlementId, readEntitlementForm, visibleEntitlement } from './read-entitlement-form'
export type { EntitlementDefinition, EntitlementVersion, PinnedEntitlement } from './schema'
export { listCatalogChanges } from './list-changes'
export { planCatalog } from './plan'
export { readCatalogChange } from './read-change'
export { readCatalogEntry } from './read-entry'
export { searchCatalog } from './search-catalog'
export { searchEntitlements } from './search-entitlements'
export { currentVersion, entitlementLabelOf, pinnedEntitlement, pinnedEntitlements } from './store'
export { testPolicies } from './test-policies'
export type { CaseResult } from './test-policies'
