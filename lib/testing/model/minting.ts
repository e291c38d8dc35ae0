import { envelopeSchema } from '../../catalog/index'
import { lockGrant } from '../../grants/index'
import { DaypassError } from '../../kernel/errors'
import { checkMayMint } from '../../sessions/may-mint'
import { byWorker } from '../../sessions/minter'
import type { Versions } from './judge'
import { found, personOf } from './people'
import { at } from './snapshot'
import type { Snapshot } from './snapshot'
import { ROLE, RULES } from './world'
import type { World } from './world'

/** Where what is mintable now is not what the model says: a sentence each. */
export async function wrongInMinting(world: World): Promise<string[]> {
  const { state, versions } = world
  return world.system.inTransaction(async (tx) => {
    const wrong: string[] = []
    for (const { id } of state.grants) {
      const locked = await lockGrant(tx, id)
      if (locked === undefined) continue
      const { grant, now } = locked
      const [delivery = 'console'] = envelopeSchema.parse(JSON.parse(grant.envelope)).deliveries
      const question = { grant, now, delivery, holderOf: byWorker(RULES).holder }
      const verdict = await checkMayMint(tx, world.system, question).then(() => true, refused)
      const due = mayBeMinted(versions, state, id, now.getTime())
      if ((verdict === true) !== due)
        wrong.push(
          `of grant ${id} ${due ? `nothing is minted (${String(verdict)})` : 'something would be minted'}`,
        )
    }
    return wrong
  })
}

function refused(error: unknown): string {
  if (error instanceof DaypassError) return error.code
  throw error
}

/** Whether nothing but time and the holder's own deeds could speak against using a grant now. */
function mayBeMinted(versions: Versions, state: Snapshot, grantId: string, now: number): boolean {
  const grant = found(
    state.grants.find(({ id }) => id === grantId),
    'grant',
  )
  const holder = personOf(state, grant.personId)
  const current = found(
    state.entitlements.find(({ id }) => id === grant.entitlementId),
    'entitlement',
  )
  const both = [grant.versionId, current.versionId].map((id) => found(versions.get(id), 'version'))
  const { durationMinutes } = JSON.parse(grant.envelope) as { durationMinutes: number }
  return (
    grant.status !== 'ended' &&
    at(grant.startsAt) <= now &&
    now < at(grant.endsAt) &&
    !holder.suspended &&
    !current.withdrawn &&
    ROLE.some((group) => holder.groups.includes(group)) &&
    both.every(
      ({ mayRequest, maxDurationMinutes }) =>
        mayRequest.some((group) => holder.groups.includes(group)) && durationMinutes <= maxDurationMinutes,
    )
  )
}
