import type { Question } from '../catalog/index'
import type { Transaction } from '../db/client'
import { extensionsOf, findGrant } from '../grants/index'

/** The grant that an extension is asked for, as the policy judges it; null if there is none. */
export async function extendingOf(tx: Transaction, grantId: string): Promise<Question['extending']> {
  const grant = await findGrant(tx, grantId)
  if (grant === null) return null
  return {
    grantId,
    endsAt: grant.endsAt,
    over: grant.status === 'ended',
    brokeGlass: grant.request.kind === 'break-glass',
    narrowed: grant.request.narrowings.length > 0,
    minutesSoFar: (grant.endsAt.getTime() - grant.startsAt.getTime()) / 60_000,
    extensionsBefore: await extensionsOf(tx, grantId),
  }
}
