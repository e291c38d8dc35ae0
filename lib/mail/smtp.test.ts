import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret'
import { outgoingMail } from '../testing/mail'
import { createSmtp } from './smtp'

const USER = 'daypass'
const PASSWORD = 'smtp-password/1'

interface Received {
  from: string
  to: string[]
  raw: Buffer
  secure: boolean
  user: unknown
}

let received: Received[]
const undo: (() => Promise<void> | void)[] = []

beforeEach(() => {
  received = []
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A mail server of its own that keeps what it is given; its port. */
async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 50,
    onData: (stream, session, done) => {
      void buffer(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({
          ...{ from, to: rcptTo.map(({ address }) => address), raw },
          ...{ secure: session.secure, user: session.user },
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  undo.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return new Promise((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      resolve((listener.address() as AddressInfo).port)
    })
  })
}

/** A server that answers each line as told, and stops answering where nothing is told. */
async function scripted(
  greeting: string | null,
  answers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', (data) => {
      const line = data.toString()
      const answer = Object.entries(answers).find(([command]) => line.startsWith(command))?.[1]
      if (answer !== undefined) socket.write(`${answer}\r\n`)
    })
  })
  undo.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

const at = (url: string, timeoutMs = 10_000) => createSmtp({ url: new Secret(url), timeoutMs })
const send = (port: number) => at(`smtp://127.0.0.1:${port}`).send(outgoingMail())
const sendToSilent = (port: number) => at(`smtp://127.0.0.1:${port}`, 1000).send(outgoingMail())
const refusing =
  (responseCode: number) => (_given: unknown, _session: unknown, done: (error: Error) => void) => {
    done(Object.assign(new Error('no such user secret-name'), { responseCode }))
  }

test('a mail arrives as it was given', async () => {
  const mail = outgoingMail()
  const outcome = await send(await mailServer())
  expect(received).toMatchObject([{ from: 'daypass@example.com', to: [mail.to] }])
  const email = await PostalMime.parse(received[0]?.raw ?? '')
  expect(email).toMatchObject({
    subject: mail.subject,
    references: mail.references,
    inReplyTo: mail.references,
  })
  expect(email.html?.trim()).toBe(mail.html)
  expect(outcome).toEqual({ status: 'sent', providerId: email.messageId })
})

test('what the server allows is not known', async () => {
  expect(await at('smtp://127.0.0.1:1').quota()).toBeNull()
})

test('a malformed mail is not sent', async () => {
  const port = await mailServer()
  const mail = outgoingMail({ to: 'a@example.com>\r\nRCPT TO:<eve@example.org' })
  expect(await at(`smtp://127.0.0.1:${port}`).send(mail)).toMatchObject({ code: 'ERR_MAIL_MALFORMED' })
  expect(received).toEqual([])
})

describe('what the server says of a mail', () => {
  test.each([
    ['recipient', { onRcptTo: refusing(550) }],
    ['size', { onMailFrom: refusing(552) }],
    ['content', { onData: refusing(554) }],
  ])('for good is a refusal: %s', async (_what, options) => {
    const outcome = await send(await mailServer(options))
    expect(outcome).toMatchObject({ status: 'refused', code: 'ERR_MAIL_REFUSED' })
    expect(JSON.stringify(outcome)).not.toContain('secret-name')
  })

  test.each([
    ['recipient', { onRcptTo: refusing(450) }],
    ['recipient’s space', { onRcptTo: refusing(452) }],
    ['content', { onData: refusing(454) }],
  ])('for now defers this mail alone: %s', async (_what, options) => {
    expect(await send(await mailServer(options))).toMatchObject({
      status: 'deferred',
      code: 'ERR_MAIL_THROTTLED',
      retryAfterSeconds: 60,
    })
  })
})

describe('what the server says of all mail', () => {
  test.each([
    ['of the sender', { onMailFrom: refusing(451) }],
    ['that it closes, at the recipient', { onRcptTo: refusing(421) }],
    ['that it closes, at the content', { onData: refusing(421) }],
  ])('for now has failed: %s', async (_what, options) => {
    expect(await send(await mailServer(options))).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_THROTTLED',
      retryAfterSeconds: 60,
    })
  })

  test('that it does not take Daypass’s sender has failed: no mail is lost until that is mended', async () => {
    const outcome = await send(await mailServer({ onMailFrom: refusing(550) }))
    expect(outcome).toMatchObject({ status: 'failed', code: 'ERR_MAIL_NOT_ALLOWED' })
    expect(JSON.stringify(outcome)).not.toContain('secret-name')
  })
})

describe('a server that is not there', () => {
  const unreachable = { status: 'failed', code: 'ERR_MAIL_UNREACHABLE' }

  test('has failed', async () => {
    expect(await at('smtp://127.0.0.1:1').send(outgoingMail())).toMatchObject(unreachable)
    expect(await at('smtp://nowhere.invalid:25').send(outgoingMail())).toMatchObject(unreachable)
  })

  test('or greets nobody, has failed', async () => {
    expect(await sendToSilent(await scripted(null))).toMatchObject(unreachable)
    expect(await send(await scripted('554 not today'))).toMatchObject(unreachable)
    expect(await sendToSilent(await scripted('<<< rubbish'))).toMatchObject(unreachable)
  })
})

test('a server that falls silent after it took the mail leaves it unknown whether it was sent', async () => {
  const port = await scripted('220 here', {
    EHLO: '250 here',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
  })
  expect(await sendToSilent(port)).toMatchObject({ status: 'failed', code: 'ERR_MAIL_UNKNOWN' })
})

describe('without TLS', () => {
  // An address that is this machine's, and does not look it.
  const notLoopback = (port: number) => `smtp://${USER}:password@[::ffff:127.0.0.1]:${port}`

  test('nothing is said to a server elsewhere, the password least of all', async () => {
    let asked = false
    const port = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        asked = true
        done(null, { user: 'anybody' })
      },
    })
    expect(await at(notLoopback(port)).send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_NOT_ALLOWED',
    })
    expect(asked).toBe(false)
    expect(received).toEqual([])
  })
})

describe('TLS', () => {
  /** A certificate for localhost that nobody vouches for; undefined without openssl. */
  function certificate(): { key: string; cert: string } | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'daypass-smtp-'))
    try {
      const [key, cert] = [path.join(folder, 'key'), path.join(folder, 'cert')]
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
      const made = spawnSync('openssl', [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
        ...[...subject, '-keyout', key, '-out', cert],
      ])
      if (made.status !== 0) return undefined
      return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const own = certificate()

  beforeEach((ctx) => {
    ctx.skip(own === undefined, 'the program `openssl` is not installed')
  })

  function trust(): void {
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, own?.cert ?? ''])
    undo.push(() => {
      setDefaultCACertificates(before)
    })
  }

  const withPasswords = (secure: boolean): SMTPServerOptions => ({
    ...own,
    secure,
    disabledCommands: [],
    onAuth: ({ username, password }, _session, done) => {
      if (username === USER && password === PASSWORD) done(null, { user: username })
      else done(new Error('no'))
    },
  })
  const address = (protocol: string, port: number, password = PASSWORD) =>
    `${protocol}://${USER}:${encodeURIComponent(password)}@localhost:${port}`

  test.each([
    ['smtps', true],
    ['smtp', false],
  ])('protects name, password and mail: %s', async (protocol, secure) => {
    trust()
    const port = await mailServer(withPasswords(secure))
    expect(await at(address(protocol, port)).send(outgoingMail())).toMatchObject({ status: 'sent' })
    expect(received).toMatchObject([{ secure: true, user: USER }])
  })

  test.each([
    ['smtps', true],
    ['smtp', false],
  ])('with a certificate that nobody vouches for gets nothing: %s', async (protocol, secure) => {
    const port = await mailServer(withPasswords(secure))
    expect(await at(address(protocol, port)).send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_NOT_ALLOWED',
    })
    expect(received).toEqual([])
  })

  test('a wrong password has failed, and is not told', async () => {
    trust()
    const port = await mailServer(withPasswords(true))
    const outcome = await at(address('smtps', port, 'wrong-password')).send(outgoingMail())
    expect(outcome).toMatchObject({ status: 'failed', code: 'ERR_MAIL_NOT_ALLOWED' })
    expect(JSON.stringify(outcome)).not.toContain('wrong-password')
  })

  test('a server that wants a password, and none is set, has failed', async () => {
    trust()
    const port = await mailServer(withPasswords(true))
    expect(await at(`smtps://localhost:${port}`).send(outgoingMail())).toMatchObject({
      status: 'failed',
      code: 'ERR_MAIL_NOT_ALLOWED',
    })
  })
})
