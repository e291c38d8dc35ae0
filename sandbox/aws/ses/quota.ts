import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { State } from '../state'
import { recentSendings } from './account'
import type { SesAccount } from './state'

/** Mail to the simulator does not count by the day: SES Developer Guide, "Using the mailbox simulator manually". */
export function isSimulator(address: string): boolean {
  return /@simulator\.amazonses\.com$/i.test(address)
}

export function sentLast24Hours(state: State, account: SesAccount): number {
  return recentSendings(state, account).reduce((sum, { recipients }) => sum + recipients, 0)
}

function sentThisSecond(account: SesAccount, now: number): number {
  const second = Math.floor(now / 1000)
  const these = account.sendings.filter(({ at }) => Math.floor(at / 1000) === second)
  return these.reduce((sum, { recipients }) => sum + Math.max(recipients, 1), 0)
}

/**
 * Counts a mail to these recipients, or throws `Throttling`. Quotas count recipients, not mails (SES Developer Guide,
 * "Service quotas"); one mail may go over the rate of a second, as bursts may.
 */
export function count(state: State, account: SesAccount, recipients: readonly string[]): void {
  const now = sandboxNow(state).getTime()
  const counted = recipients.filter((address) => !isSimulator(address)).length
  const isLimited = account.max24HourSend !== -1
  if (isLimited && sentLast24Hours(state, account) + counted > account.max24HourSend) {
    throw new AwsError('Throttling', 'Daily message quota exceeded.')
  }
  if (sentThisSecond(account, now) >= account.maxSendRate) {
    throw new AwsError('Throttling', 'Maximum sending rate exceeded.')
  }
  account.sendings.push({ at: now, recipients: counted })
}
