import type { EventActor } from '../audit/index'
import { isApproverFor } from '../grants/index'
import { authorize, eventActorOf, isSignedIn, lastStandingOf, rolesOf, standingOf } from '../identity/index'
import type { Context, SignInRules } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import type { HolderOf } from './may-mint'

/** On whose behalf a session is minted. */
export type Minter = {
  /** As the log names who acts. */
  actor: EventActor
  /** At the click. */
  holder: HolderOf
  /** Again, before anything leaves. */
  holderNow: HolderOf
}

/** The person it was granted to, by a click of theirs. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_SIGN_IN_REQUIRED`. */
export function byPerson({ actor }: Pick<Context, 'actor'>): Minter {
  const holder: HolderOf = async (tx, grant, entitlement) => {
    // Nobody looks up who approves for whoever uses their own: a mint is to be quick.
    const isOwn = grant.personId === actor.personId
    const namedApprover = !isOwn && (await isApproverFor(tx, actor, entitlement, grant))
    authorize(actor, { to: 'use-grant', requesterId: grant.personId, namedApprover })
    return actor
  }
  return {
    actor: eventActorOf(actor),
    holder,
    holderNow: async (tx, grant, entitlement) => {
      await holder(tx, grant, entitlement)
      // They may have signed out, or be known to be in other groups, since they clicked.
      if (!(await isSignedIn(tx, actor.signInId)))
        throw new DaypassError(
          'ERR_SIGN_IN_REQUIRED',
          'You have signed out meanwhile. Nothing was handed over.',
        )
      return { ...actor, groups: (await standingOf(tx, actor.personId))?.groups ?? [] }
    },
  }
}

/**
 * The worker, for the person it was granted to, who need not be there: what their last sign-in said of them counts until
 * the next one says otherwise.
 */
export function byWorker(rules: SignInRules): Minter {
  const holder: HolderOf = async (tx, grant) => {
    const standing = await lastStandingOf(tx, grant.personId)
    return standing === undefined ? undefined : { ...standing, roles: rolesOf(standing.groups, rules) }
  }
  return { actor: { kind: 'daypass' }, holder, holderNow: holder }
}
