export { listEvents } from './list-events'
export { listGrants } from './list-grants'
export { listSessions } from './list-sessions'
export { readGrantPage } from './read-grant-page'
