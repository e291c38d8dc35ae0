import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../aws/store'
import { deliver } from './deliver'
import { startMailbox, type Mailbox } from './index'
import type { ReadMail } from './read'

let store: Store
let mailbox: Mailbox

beforeEach(async () => {
  store = openStore()
  mailbox = await startMailbox(store)
})
afterEach(() => mailbox.close())

function put(id: string, to: string[], lines: string[]): void {
  const raw = Buffer.from(lines.join('\r\n'))
  deliver(store.state, { id, via: 'ses', sender: 'daypass@example.com', recipients: to, raw })
}

const HTML_MAIL = [
  'From: Daypass <daypass@example.com>',
  'To: alice@example.com',
  'Subject: =?UTF-8?B?PGI+R3LDvMOfZTwvYj4=?=',
  'Message-ID: <1@eu-central-1.amazonses.com>',
  'References: <request-1@example.com>',
  'In-Reply-To: <request-1@example.com>',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<html><head><title>x</title></head><body><script>alert(1)</script><a href="http://127.0.0.1/">Open</a></body></html>',
]
const plain = (subject: string) => [
  'From: daypass@example.com',
  `Subject: ${subject}`,
  '',
  `The text of ${subject}.`,
]

async function get(address: string) {
  const answer = await fetch(mailbox.url + address)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

async function mails(query = ''): Promise<ReadMail[]> {
  return JSON.parse((await get(`/mails.json${query}`)).text) as ReadMail[]
}

describe('the list', () => {
  beforeEach(() => {
    put('one', ['alice@example.com'], HTML_MAIL)
    put('two', ['ben@example.com', 'Alice@example.com'], plain('two'))
    put('three', ['carla@example.com', 'bounce@simulator.amazonses.com'], plain('three'))
  })

  test('holds the newest first', async () => {
    expect((await mails()).map(({ id }) => id)).toEqual(['three', 'two', 'one'])
    const { text } = await get('/')
    expect(text.indexOf('>three<')).toBeLessThan(text.indexOf('>two<'))
    expect(text).toContain('bounce@simulator.amazonses.com <span class="bounced">bounced</span>')
  })

  test('is one recipient’s where one is asked for', async () => {
    expect((await mails('?to=alice@example.com')).map(({ id }) => id)).toEqual(['two', 'one'])
    expect(await mails('?to=nobody@example.com')).toEqual([])
    const { text } = await get('/?to=carla@example.com')
    expect(text).toContain('>three<')
    expect(text).not.toContain('>two<')
    expect((await get('/?to=nobody@example.com')).text).toContain('There is no mail here.')
  })

  test('tells tests what a mail holds', async () => {
    expect((await mails('?to=alice@example.com')).at(-1)).toMatchObject({
      id: 'one',
      via: 'ses',
      recipients: [{ address: 'alice@example.com', bounced: false }],
      from: 'Daypass <daypass@example.com>',
      subject: '<b>Grüße</b>',
      references: '<request-1@example.com>',
      inReplyTo: '<request-1@example.com>',
      messageId: '<1@eu-central-1.amazonses.com>',
      headers: { 'content-type': 'text/html; charset=utf-8' },
      html: `${HTML_MAIL.at(-1) ?? ''}\n`,
    })
  })

  test('shows what stands in a mail as text', async () => {
    put('evil', ['"><script>@example.com'], plain('</title><script>alert(1)</script>'))
    for (const address of [
      '/',
      '/mails/evil',
      '/mails/evil?view=text',
      '/mails/evil?view=raw',
      '/?to=%3Cscript%3E',
    ]) {
      const { text, headers } = await get(address)
      expect(text).not.toContain('<script')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })
})

describe('a mail', () => {
  beforeEach(() => put('one', ['alice@example.com'], HTML_MAIL))

  test('shows its HTML in a frame that runs and loads nothing', async () => {
    const page = await get('/mails/one')
    expect(page.text).toContain('<h1>&lt;b&gt;Grüße&lt;/b&gt;</h1>')
    expect(page.text).toMatch(
      /<iframe[^>]*src="\/mails\/one\/html"[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
    )
    const { text, headers } = await get('/mails/one/html')
    expect(text).toContain('<head><base target="_blank"><title>')
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
    expect(policy?.join()).not.toMatch(/script-src|allow-scripts|allow-same-origin|http/)
  })

  test('shows its text and every byte', async () => {
    put('two', ['alice@example.com'], plain('two'))
    expect((await get('/mails/two')).text).toContain('<pre>The text of two.')
    expect((await get('/mails/two?view=html')).text).toContain('This mail has no HTML.')
    expect((await get('/mails/one?view=raw')).text).toContain('In-Reply-To: &lt;request-1@example.com&gt;')
    const { headers, text } = await get('/mails/one/raw')
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(text).toBe(HTML_MAIL.join('\r\n'))
  })

  test('that is not there is not found', async () => {
    for (const address of ['/mails/none', '/mails/none/html', '/elsewhere']) {
      expect((await get(address)).status).toBe(404)
    }
  })
})

test('a page of another name that leads here gets nothing', async () => {
  const status = await new Promise((resolve) => {
    request(`${mailbox.url}/mails.json`, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).end()
  })
  expect(status).toBe(403)
  expect((await fetch(mailbox.url, { method: 'POST' })).status).toBe(405)
})

describe('by SMTP', () => {
  const send = (to: string) =>
    createTransport(mailbox.smtpUrl).sendMail({
      from: 'Daypass <daypass@example.com>',
      to,
      subject: 'Hello',
      text: 'Hi.',
    })

  test('a mail is taken', async () => {
    const { messageId } = await send('alice@example.com')
    expect(await mails()).toMatchObject([
      {
        via: 'smtp',
        sender: 'daypass@example.com',
        recipients: [{ address: 'alice@example.com', bounced: false }],
        subject: 'Hello',
        text: 'Hi.\n',
        messageId,
      },
    ])
  })

  test('a recipient who bounces is refused, and a mail over 10 MiB', async () => {
    await expect(send('bounce@simulator.amazonses.com')).rejects.toMatchObject({ responseCode: 550 })
    const large = Buffer.alloc(11 * 1024 * 1024, 'x'.repeat(70) + '\r\n')
    const envelope = { from: 'daypass@example.com', to: 'alice@example.com' }
    const sent = createTransport(mailbox.smtpUrl).sendMail({ envelope, raw: large })
    await expect(sent).rejects.toMatchObject({ responseCode: 552 })
    expect(await mails()).toEqual([])
  })
})

test('mails outlive a restart, and the oldest go when there are many', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-mailbox-'))
  const file = path.join(folder, 'state.json')
  try {
    const first = openStore(file)
    for (let i = 0; i < 501; i++) {
      const raw = Buffer.from(plain(`${i}`).join('\r\n'))
      deliver(first.state, { id: `${i}`, via: 'ses', sender: '', recipients: ['a@b.org'], raw })
    }
    first.changed()
    first.flush()
    const { mails: kept } = openStore(file).state
    expect(kept).toHaveLength(500)
    expect(kept.at(0)?.id).toBe('1')
    expect(kept).toEqual(first.state.mails)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
