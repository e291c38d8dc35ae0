import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { freePort } from '../listen'
import { bounces, deliver } from './deliver'
import type { MailboxStore } from './store'

const MOST_BYTES = 10 * 1024 * 1024

/** A refusal with its SMTP answer; the text begins with RFC 3463's enhanced status code. */
function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

async function take(
  store: MailboxStore,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<void> {
  const raw = await buffer(stream)
  if (stream.sizeExceeded) throw refusal(552, '5.3.4 The mail is larger than 10 MiB')
  deliver(store.state, {
    id: randomUUID(),
    via: 'smtp',
    sender: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    recipients: envelope.rcptTo.map(({ address }) => address),
    raw,
  })
  store.changed()
}

/**
 * A mail server on this machine, without TLS and passwords: whatever it is given goes into the mailbox. Recipients that
 * bounce are refused at once. On the wished port or the next free one (0: any).
 */
export async function startSmtp(store: MailboxStore, wished: number) {
  const server = new SMTPServer({
    name: 'mailbox.sandbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => {
      done(bounces(address) ? refusal(550, '5.1.1 There is no such mailbox') : null)
    },
    onData: (stream, session, done) => {
      take(store, stream, session).then(
        () => {
          done()
        },
        (error: unknown) => {
          done(error instanceof Error ? error : refusal(451, '4.3.0 The mailbox has a fault'))
        },
      )
    },
  })
  // A client that goes away in the middle is no fault of the mailbox.
  server.on('error', () => undefined)
  const port = await freePort(wished)
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve)
      }),
  }
}
