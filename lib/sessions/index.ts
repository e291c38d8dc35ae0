export { openConsole } from './open-console'
export { settleLostSessions } from './settle-lost-sessions'
export { sessionsOfGrant } from './store'
export { sessionView } from './summary'
