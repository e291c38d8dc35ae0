import { GetSendQuotaCommand, SendRawEmailCommand, SESClient } from '@aws-sdk/client-ses'
import type { GetSendQuotaCommandOutput } from '@aws-sdk/client-ses'
import { splitSender } from '../kernel/mail-address'
import type { MailQuota, MailTransport, OutgoingMail } from '../ports/mail'
import { compose, malformed } from './compose'
import { outcomeOfSesError } from './ses-errors'

export type SesSettings = {
  region: string
  /** The address of a stand-in for SES; left out for SES itself. */
  endpoint?: string
  /** How long one call may take, in milliseconds. */
  timeoutMs?: number
  /** Left out for the SDK's default chain. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

const TIMEOUT_MS = 10_000

/**
 * SES by its API of 2010, whose SendRawEmail takes every header. One attempt a call: the job that sends decides on the
 * next.
 */
export function createSes({ timeoutMs = TIMEOUT_MS, ...settings }: SesSettings): MailTransport {
  const client = new SESClient({ ...settings, maxAttempts: 1 })
  const inTime = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) })
  return {
    kind: 'ses',
    send: async (mail) => {
      const refusal = malformed(mail)
      if (refusal !== null) return refusal
      try {
        const { MessageId } = await client.send(await sendRawEmail(mail), inTime())
        return { status: 'sent', providerId: MessageId ? messageId(MessageId, settings.region) : null }
      } catch (error) {
        return outcomeOfSesError(error, splitSender(mail.from).address)
      }
    },
    quota: async () => {
      try {
        return quotaOf(await client.send(new GetSendQuotaCommand({}), inTime()))
      } catch {
        // The sender then keeps a pace of its own; what is wrong shows when a mail is sent.
        return null
      }
    },
  }
}

async function sendRawEmail(mail: OutgoingMail): Promise<SendRawEmailCommand> {
  return new SendRawEmailCommand({
    Source: splitSender(mail.from).address,
    Destinations: [mail.to],
    RawMessage: { Data: await compose(mail) },
  })
}

/** SES writes its own Message-ID over the mail's: the id it answers, at its host name of the Region. */
function messageId(id: string, region: string): string {
  return `<${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`
}

/** -1 means no limit a day (GetSendQuota, SES API reference). */
function quotaOf({
  MaxSendRate,
  Max24HourSend,
  SentLast24Hours,
}: GetSendQuotaCommandOutput): MailQuota | null {
  if (MaxSendRate === undefined || !(MaxSendRate > 0)) return null
  return {
    perSecond: MaxSendRate,
    per24Hours: Max24HourSend === undefined || Max24HourSend < 0 ? null : Max24HourSend,
    sentLast24Hours: SentLast24Hours ?? null,
  }
}
