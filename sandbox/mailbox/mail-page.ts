import type { Answer } from '../aws/http'
import { html, type Html } from '../console/html'
import { utc } from '../console/layout'
import { recipientsOf } from './list-page'
import { COMMON_HEADERS, mailboxPage } from './page'
import { rawOf, readMail, type ReadMail } from './read'
import type { Mail } from './state'

const VIEWS = { html: 'HTML', text: 'Text', raw: 'Raw' } as const
type View = keyof typeof VIEWS

function readView(text: string | undefined, { html: hasHtml }: ReadMail): View {
  if (text === 'html' || text === 'text' || text === 'raw') return text
  return hasHtml === null ? 'text' : 'html'
}

function views(id: string, shown: View): Html {
  const links = Object.entries(VIEWS).map(
    ([view, words]) =>
      html`<a
        href="/mails/${encodeURIComponent(id)}?view=${view}"
        ${view === shown ? html`aria-current="page"` : null}
        >${words}</a
      >`,
  )
  return html`<nav class="views" aria-label="Views">${links}</nav>`
}

function content(mail: Mail, read: ReadMail, view: View): Html {
  if (view === 'raw') {
    return html`<p><a href="/mails/${encodeURIComponent(mail.id)}/raw">Save it as a file</a></p>
      <pre class="raw" tabindex="0">${rawOf(mail).toString('utf8')}</pre>`
  }
  if (view === 'text') {
    if (read.text === null) return html`<p class="panel">This mail has no text.</p>`
    return html`<pre>${read.text}</pre>`
  }
  if (read.html === null) return html`<p class="panel">This mail has no HTML.</p>`
  return html`<iframe
    title="The mail’s HTML"
    src="/mails/${encodeURIComponent(mail.id)}/html"
    sandbox="allow-popups allow-popups-to-escape-sandbox"
  ></iframe>`
}

function fact(name: string, value: string | Html[] | null): Html[] {
  return value === null || value === ''
    ? []
    : [
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
      ]
}

/** One mail: what its envelope and header say, and its HTML, its text or every byte. */
export async function mailPage(mail: Mail, wished: string | undefined): Promise<Answer> {
  const read = await readMail(mail)
  const view = readView(wished, read)
  const title = read.subject === '' ? '(no subject)' : read.subject
  const body = html`<nav class="trail"><a href="/">All mail</a></nav>
    <h1>${title}</h1>
    <section class="panel">
      <dl>
        ${fact('From', read.from)} ${fact('To', recipientsOf(read))}
        ${fact('Received', `${utc(read.receivedAt)} by ${read.via === 'ses' ? 'SES' : 'SMTP'}`)}
        ${fact('Message-ID', read.messageId)} ${fact('References', read.references)}
        ${fact('Auto-Submitted', read.headers['auto-submitted'] ?? null)}
      </dl>
    </section>
    ${views(mail.id, view)} ${content(mail, read, view)}`
  return mailboxPage(title, body)
}

const FRAME_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

/** The mail's own HTML for its frame: no script runs, nothing remote is loaded, links open beside. */
export async function frame(mail: Mail): Promise<Answer> {
  const { html: text } = await readMail(mail)
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': FRAME_POLICY,
  }
  return { status: 200, headers, body: (text ?? '').replace(/<head\b[^>]*>/i, '$&<base target="_blank">') }
}
