import type { EventActor } from '../audit/index'
import type { InTransaction } from '../db/transaction'
import type { Clouds } from '../ports/cloud'
import type { Actor } from './schema'

/** What a job has to work with. */
export type SystemContext = {
  inTransaction: InTransaction
  clouds: Clouds
  /** Daypass's own address, for links and as issuer of console sign-ins. */
  portalUrl: string
}

/** What a verb called by a person has to work with. */
export type Context = SystemContext & { actor: Actor }

/** The actor as the log names them. */
export function eventActorOf(actor: Actor): EventActor {
  return {
    kind: 'person',
    personId: actor.personId,
    handle: actor.handle,
    name: actor.name,
    signInId: actor.signInId,
  }
}
