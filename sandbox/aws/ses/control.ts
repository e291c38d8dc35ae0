import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import { sesAccount } from './account'

const input = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/),
  region: z.string().min(1),
  productionAccess: z.boolean().optional(),
  /** -1: no limit. */
  max24HourSend: z.number().int().min(-1).optional(),
  maxSendRate: z.number().int().min(0).optional(),
})

/** What AWS grants on request: production access and other quotas for one account in one Region. */
export function changeSes({ state, changed }: Sandbox, body: unknown): Record<string, unknown> {
  const { accountId, region, ...change } = input.parse(body)
  const account = sesAccount(state, accountId, region)
  const wished = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  Object.assign(account, wished)
  changed()
  const { productionAccess, max24HourSend, maxSendRate } = account
  return { accountId, region, productionAccess, max24HourSend, maxSendRate }
}
