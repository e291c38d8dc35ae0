import type { GrantRow, SecretHoldRow } from '../grants/index'
import { addSeconds } from '../kernel/durations'
import { statusAt } from '../grants/index'
import { SECRET_EVERY_SECONDS, worksUntil } from './machine'
import type { SecretView } from './schema'
import { secretTargetOf } from './secret-target'

/** The secret that a grant holds, as its page shows it to somebody who may or may not use it. */
export function secretView(grant: GrantRow, hold: SecretHoldRow, now: Date, mayUse: boolean): SecretView {
  const { account, readerRoleArn } = secretTargetOf({ grant, hold }, '')
  const until = hold.status === 'delivered' && hold.session !== null ? worksUntil(hold.session) : null
  const again = hold.putAt === null ? null : addSeconds(hold.putAt, SECRET_EVERY_SECONDS)
  const settled = hold.status === 'failed' || hold.status === 'delivered'
  const active = mayUse && statusAt(grant, now) === 'active'
  return {
    name: hold.name,
    accountId: account.accountId,
    region: account.region,
    readerRoleArn,
    status: hold.status,
    deliveredAt: hold.deliveredAt?.toISOString() ?? null,
    worksUntil: until?.toISOString() ?? null,
    heldUntil: hold.endsAt.toISOString(),
    emptiedAt: hold.emptiedAt?.toISOString() ?? null,
    failureSentence: hold.failureSentence,
    mayAskAgain: active && settled && (again === null || again <= now),
    askAgainFrom: active && settled && again !== null && again > now ? again.toISOString() : null,
  }
}
