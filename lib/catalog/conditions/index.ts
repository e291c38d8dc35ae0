export { holds } from './condition'
export type { PolicyFacts } from './facts'
export { prepareFacts } from './prepare'
