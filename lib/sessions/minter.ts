import type { EventActor } from '../audit/index'
import type { Transaction } from '../db/client'
import { isNamedApproverOf } from '../grants/index'
import type { GrantRow } from '../grants/index'
import { authorize, eventActorOf, isSignedIn, lastStandingOf, rolesOf, standingOf } from '../identity/index'
import type { Context, SignInRules } from '../identity/index'
import { DaypassError } from '../kernel/errors'
import type { Holder } from './may-mint'

/** On whose behalf a session is minted. */
export type Minter = {
  /** As the log names who acts. */
  actor: EventActor
  /** Authorizes whoever acts and answers whom the grant is for: at the click, and `again` before anything leaves. */
  holderOf(tx: Transaction, grant: GrantRow, moment: 'first' | 'again'): Promise<Holder>
}

/** The person it was granted to, by a click of theirs. Throws `ERR_NOT_FOUND`, `ERR_FORBIDDEN`, `ERR_SIGN_IN_REQUIRED`. */
export function byPerson({ actor }: Pick<Context, 'actor'>): Minter {
  return {
    actor: eventActorOf(actor),
    holderOf: async (tx, grant, moment) => {
      const namedApprover = await isNamedApproverOf(tx, actor, grant)
      authorize(actor, { to: 'use-grant', requesterId: grant.personId, namedApprover })
      if (moment === 'first') return actor
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
  return {
    actor: { kind: 'daypass' },
    holderOf: async (tx, grant) => {
      const standing = await lastStandingOf(tx, grant.personId)
      return standing === undefined ? undefined : { ...standing, roles: rolesOf(standing.groups, rules) }
    },
  }
}
