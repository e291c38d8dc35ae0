export { authorize, isAllowed, isNamedBy, isSameHuman, notFound } from './authorize'
export type { Permission } from './authorize'
export { actorNow } from './actor-now'
export { checkNotSuspended } from './check-not-suspended'
export { eventActorOf } from './context'
export type { Context, SystemContext } from './context'
export { delegate } from './delegate'
export { delegatorsOf, holdersOf, standInsFor } from './delegation-store'
export type { Delegator, StandIn } from './delegation-store'
export {
  isSignedIn,
  lastStandingOf,
  namedPeople,
  peopleMatching,
  requesterFactsOf,
  requesterFactsOfMany,
  standingOf,
} from './people-store'
export type { NamedPerson, RequesterFacts } from './people-store'
export type { Actor, PeopleRule, Role, Standing } from './schema'
export { endDelegation } from './end-delegation'
export { findActor, findSignInId } from './find-actor'
export { listDelegations } from './list-delegations'
export { listPeople } from './list-people'
export { providerSignOutUrl } from './provider'
export { readPerson } from './read-person'
export { reinstatePerson } from './reinstate-person'
export { rolesOf, signInRules } from './rules'
export type { SignInRules } from './rules'
export { startSignIn } from './sign-in'
export { endLapsedSignIns, signOut } from './sign-out'
export { suspendPerson } from './suspend-person'
export { isSuspended } from './suspension-store'
export { signInCookie } from './token'
