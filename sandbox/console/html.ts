import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Answer } from '../aws/http'

/** Markup that is safe to send as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | null

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function render(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('\n')
  return escapeText(String(part))
}

/** Everything put into the template is escaped, except what is `Html` already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    strings.map((text, i) => text + (i < parts.length ? render(parts[i] ?? null) : '')).join(''),
  )
}

const CSS = readFileSync(new URL('./console.css', import.meta.url), 'utf8')
const STYLE_HASH = createHash('sha256').update(CSS).digest('base64')
/** Put together here, byte for byte: within a template the formatter may add white space, and the hash would not hold. */
const STYLE = new Html(`<style>${CSS}</style>`)

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export interface Page {
  status: number
  title: string
  body: Html
  /** Who is signed in; absent on pages without a session. */
  header?: Html
}

/** A whole page, with the banner that tells it from AWS. */
export function page({ status, title, body, header }: Page): Answer {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox console</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        <aside class="banner" aria-label="Sandbox">
          <strong>Sandbox</strong> – a local stand-in for AWS, not AWS
        </aside>
        ${header ?? null}
        <main>${body}</main>
      </body>
    </html> `
  return { status, headers: HEADERS, body: document.text }
}
