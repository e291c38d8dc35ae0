import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { outgoingMail } from '../testing/mail'
import { compose, malformed } from './compose'

const parsed = async (change: Parameters<typeof outgoingMail>[0] = {}) =>
  PostalMime.parse(await compose(outgoingMail(change)))

test('what is composed is what was given', async () => {
  const mail = outgoingMail()
  const email = await parsed()
  expect(email).toMatchObject({
    from: { name: 'Daypass', address: 'daypass@example.com' },
    to: [{ name: '', address: 'carla@example.com' }],
    subject: mail.subject,
    references: mail.references,
    inReplyTo: mail.references,
  })
  expect(email.html?.trim()).toBe(mail.html)
  expect(email.text?.trim()).toBe(mail.text)
  expect(email.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
})

test('a mail that belongs to no request refers to none', async () => {
  const email = await parsed({ references: null })
  expect(email.references).toBeUndefined()
  expect(email.inReplyTo).toBeUndefined()
})

test('text that looks like a file or an address is text', async () => {
  for (const text of ['/etc/passwd', 'file:///etc/passwd', 'http://127.0.0.1:1/', '{"path":"/etc/passwd"}']) {
    const email = await parsed({ text, html: text, subject: text })
    expect([email.text?.trim(), email.html?.trim(), email.subject]).toEqual([text, text, text])
    expect(email.attachments).toEqual([])
  }
})

test('whatever passes has the headers and the one recipient it was given, and no others (invariant 11)', async () => {
  const names = [
    ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version'],
    ...['references', 'subject', 'to'],
  ]
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      'a\r\nBcc: eve@example.org',
      '=?UTF-8?Q?a=0D=0ABcc:_eve@example.org?=',
      'a\u2028Bcc: eve@example.org',
    ),
  )
  await fc.assert(
    fc.asyncProperty(typed, typed, async (what, name) => {
      const subject = `Request: ${what}`
      const mail = outgoingMail({ subject, from: `${name} <daypass@example.com>` })
      if (malformed(mail) !== null) return
      const email = await PostalMime.parse(await compose(mail))
      expect(email.headers.map(({ key }) => key).sort()).toEqual(names)
      expect(email.subject?.trim()).toBe(subject.trim())
      expect(email.to?.map(({ address }) => address)).toEqual(['carla@example.com'])
      expect(email.from?.address).toBe('daypass@example.com')
    }),
    { numRuns: 100 },
  )
})

describe('a mail is malformed', () => {
  test.each([
    ['with a line break in its subject', { subject: 'a\r\nBcc: eve@example.org' }],
    ['with a bare line feed in its subject', { subject: 'a\nb' }],
    ['with NUL in its subject', { subject: 'a\u0000' }],
    ['with two recipients', { to: 'a@example.com, b@example.com' }],
    ['with a recipient that holds a header', { to: 'a@example.com\r\nBcc: eve@example.org' }],
    ['with a sender that holds a header', { from: 'Daypass\r\nBcc: eve@example.org <daypass@example.com>' }],
    ['without a sender', { from: '' }],
    ['with references that are none', { references: 'request' }],
    ['with references that hold a header', { references: '<a@b.c>\r\nBcc: eve@example.org' }],
    ['with a header that breaks', { headers: { 'X-Note': 'a\r\nBcc: eve@example.org' } }],
    ['with a header whose name breaks', { headers: { 'X-Note: a\r\nBcc': 'eve@example.org' } }],
    ['with a second recipient among the headers', { headers: { bCC: 'eve@example.org' } }],
    ['with a second sender among the headers', { headers: { Sender: 'eve@example.org' } }],
    ['with an order to the mail service', { headers: { 'X-SES-CONFIGURATION-SET': 'x' } }],
  ])('%s', (_what, change) => {
    expect(malformed(outgoingMail(change))).toMatchObject({ status: 'refused', code: 'ERR_MAIL_MALFORMED' })
  })

  test.each([
    [{}],
    [{ references: '<a.b-c+d@127.0.0.1>' }],
    [{ references: '<a@[::1]>' }],
    [{ from: 'a@b.cd' }],
  ])('but not with %j', (change) => {
    expect(malformed(outgoingMail(change))).toBeNull()
  })
})
