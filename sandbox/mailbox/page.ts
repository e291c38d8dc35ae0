import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Answer } from '../aws/http'
import { Html, html } from '../console/html'

const CSS = ['../console/console.css', './mailbox.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('')
const STYLE = new Html(`<style>${CSS}</style>`)
const STYLE_HASH = createHash('sha256').update(CSS).digest('base64')

const POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${STYLE_HASH}'`,
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Sent with everything. */
export const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** A whole page of the mailbox. */
export function mailboxPage(title: string, body: Html, status = 200): Answer {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox mailbox</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        <aside class="banner" aria-label="Sandbox">
          <strong>Sandbox</strong> – nothing in this mailbox has left this machine
        </aside>
        <header>
          <div class="inner"><a class="home" href="/">Sandbox mailbox</a></div>
        </header>
        <main>${body}</main>
      </body>
    </html> `
  const headers = {
    ...COMMON_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
  }
  return { status, headers, body: document.text }
}
