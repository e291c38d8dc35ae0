export { createLiveUpdates } from './live-updates'
export type { LiveNews, LiveUpdates } from './live-updates'
export { react } from './react'
