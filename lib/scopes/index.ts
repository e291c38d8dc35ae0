export { outsideOffer } from './contains'
export { scopeOfferSchema, scopeSchema } from './schema'
export type { Level, S3Scope, Scope, ScopeOffer } from './schema'
export { levelLabel, scopeInWords, scopeLabel, scopeNotes } from './words'
