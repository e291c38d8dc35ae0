import { sandboxNow } from '../aws/clock'
import type { State } from '../aws/state'
import type { Mail } from './state'

const MOST_MAILS = 500
const MOST_CHARACTERS = 16 * 1024 * 1024

/** Addresses of the mailbox simulator that bounce: SES Developer Guide, "Using the mailbox simulator manually". */
export function bounces(address: string): boolean {
  return /^(bounce|suppressionlist)(\+.*)?@simulator\.amazonses\.com$/i.test(address)
}

export interface Taken {
  id: string
  via: Mail['via']
  sender: string
  recipients: readonly string[]
  raw: Buffer
}

/** Puts a mail into the mailbox; the oldest go when there are many. The caller says that the state has changed. */
export function deliver(state: State, { id, via, sender, recipients, raw }: Taken): void {
  state.mails.push({
    id,
    receivedAt: sandboxNow(state).toISOString(),
    via,
    sender,
    recipients: recipients.map((address) => ({ address, bounced: bounces(address) })),
    rawBase64: raw.toString('base64'),
  })
  while (state.mails.length > 1 && isTooMuch(state.mails)) state.mails.shift()
}

function isTooMuch(mails: readonly Mail[]): boolean {
  const characters = mails.reduce((sum, { rawBase64 }) => sum + rawBase64.length, 0)
  return mails.length > MOST_MAILS || characters > MOST_CHARACTERS
}
