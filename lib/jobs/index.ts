export { enqueue } from './enqueue'
export { taskPayloads } from './schema'
export type { TaskName, TaskPayload } from './schema'
