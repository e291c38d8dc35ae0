import { expect } from 'vitest'
import type { ReadMail } from '@/sandbox/mailbox/read'

const HEADERS = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version'],
  ...['references', 'subject', 'to', 'x-auto-response-suppress'],
]

/** That mails go to whom they are meant and nobody else, with Daypass's own headers, markup and one link. */
export function expectOwnMails(mails: readonly ReadMail[], to: readonly string[]): void {
  for (const mail of mails) {
    expect(mail.recipients).toHaveLength(1)
    expect(to.map((handle) => `${handle}@example.com`)).toContain(mail.recipients[0]?.address)
    expect(Object.keys(mail.headers).filter((name) => !HEADERS.includes(name))).toEqual([])
    expect(mail.references).toMatch(/^<[0-9a-f-]{36}@127\.0\.0\.1>$/)
    expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u)
    const tags = mail.html?.match(/<\/?[a-z!][^\s>]*/gi) ?? []
    expect(tags.filter((tag) => /script|img|svg|iframe|form|input|base|object/i.test(tag))).toEqual([])
    expect(mail.html?.match(/<[^>]*\son[a-z]+=/gi) ?? []).toEqual([])
    const links = [...(mail.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, url]) => url)
    expect(links).toHaveLength(1)
    expect(links[0]).toMatch(/^http:\/\/127\.0\.0\.1:3000\/(requests|grants|reviews)/)
    expect(mail.text?.match(/https?:\/\/\S+/g)).toEqual(links)
  }
}
