import { isLoopbackHost, type Answer, type HttpRequest } from '../aws/http'
import { html } from '../console/html'
import { listPage } from './list-page'
import { frame, mailPage } from './mail-page'
import { COMMON_HEADERS, mailboxPage } from './page'
import { newestFirst, rawOf, readMail } from './read'
import type { Mail } from './state'
import type { MailboxStore } from './store'

function notFound(): Answer {
  const body = html`<h1>There is no such mail</h1>
    <p><a href="/">All mail</a></p>`
  return mailboxPage('There is no such mail', body, 404)
}

/** For tests: the newest mails first, taken apart. */
async function mailsJson(mails: readonly Mail[], to: string): Promise<Answer> {
  const found = await Promise.all(newestFirst(mails, to).map(readMail))
  const headers = { ...COMMON_HEADERS, 'content-type': 'application/json' }
  return { status: 200, headers, body: JSON.stringify(found) }
}

/** Every byte, for a mail program. */
function file(mail: Mail): Answer {
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'message/rfc822',
    'content-disposition': 'attachment; filename="mail.eml"',
  }
  return { status: 200, headers, body: rawOf(mail) }
}

/** The mailbox's pages, and its JSON. It answers to loopback names only. */
export async function handleMailbox({ state }: MailboxStore, request: HttpRequest): Promise<Answer> {
  if (!isLoopbackHost(request.headers.get('host'))) return { status: 403, body: 'Loopback names only.' }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, body: 'GET only.' }
  const query = new Map(request.query)
  const to = query.get('to')?.trim() ?? ''
  if (request.path === '/') return listPage(state.mails, to)
  if (request.path === '/mails.json') return mailsJson(state.mails, to)
  const [, id, part] = /^\/mails\/([^/]+)(?:\/(html|raw))?$/.exec(request.path) ?? []
  const mail = state.mails.find((each) => each.id === id)
  if (!mail) return notFound()
  if (part === 'html') return frame(mail)
  return part === 'raw' ? file(mail) : mailPage(mail, query.get('view'))
}
