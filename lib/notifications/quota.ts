import type { MailQuota, MailTransport } from '../ports/mail'

/** What a provider that says nothing of its limits is asked of at most, a second. */
const PER_SECOND_UNKNOWN = 10
const ASK_EVERY_MS = 60_000

/** What one process knows of its provider's limits. */
export type QuotaWatch = {
  /** How many mails may leave a second, and whether any may today. */
  read(): Promise<{ perSecond: number; leftToday: boolean }>
  /** One more has left. */
  count(): void
}

/** Asks at most once a minute, and counts on in between what this process has sent. */
export function watchQuota(transport: Pick<MailTransport, 'quota'>): QuotaWatch {
  let known: MailQuota | null = null
  let askedAt = -Infinity
  let sentSince = 0
  return {
    async read() {
      if (performance.now() - askedAt >= ASK_EVERY_MS) {
        known = await transport.quota()
        askedAt = performance.now()
        sentSince = 0
      }
      return { perSecond: known?.perSecond ?? PER_SECOND_UNKNOWN, leftToday: hasLeft(known, sentSince) }
    },
    count() {
      sentSince += 1
    },
  }
}

function hasLeft(quota: MailQuota | null, sentSince: number): boolean {
  if (quota === null || quota.per24Hours === null) return true
  return (quota.sentLast24Hours ?? 0) + sentSince < quota.per24Hours
}
