import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { IdpPerson } from './people'

const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#c6c6cd, #424650); --soft: light-dark(#fff, #161d26); --text: light-dark(#16191f, #dedee3) }
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f2f3f3, #0f141a); color: var(--text) }
  .banner { background: #f2c744; color: #16191f; padding: 8px 16px; text-align: center; font-weight: 600 }
  main { max-width: 440px; margin: 40px auto; padding: 0 16px }
  h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px } p { margin: 0 0 20px }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px }
  button { display: flex; gap: 12px; align-items: center; width: 100%; padding: 12px; text-align: left; font: inherit; color: inherit;
    background: var(--soft); border: 1px solid var(--line); border-radius: 10px; cursor: pointer }
  button:hover, button:focus-visible { border-color: light-dark(#0972d3, #539fe5); outline: 2px solid light-dark(#0972d3, #539fe5) }
  .face { flex: none; width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center; background: #0a4a8f; color: #fff; font-weight: 600 }
  strong, small { display: block } small { color: light-dark(#5f6b7a, #a4a9b3) }`

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)
}

/** The page that asks who you are: everybody is a button. */
export function whoAreYou(people: readonly IdpPerson[], action: string): string {
  const items = people.map(
    ({ sub, handle, name, note }) =>
      `<li><button name="sub" value="${escapeHtml(sub)}"><span class="face" aria-hidden="true">${escapeHtml(name.charAt(0))}</span>
       <span><strong>${escapeHtml(name)}</strong><small>${escapeHtml(handle)} · ${escapeHtml(note)}</small></span></button></li>`,
  )
  return `<h1>Who are you?</h1><p>Choose somebody to sign in as. There are no passwords here.</p>
    <form method="post" action="${escapeHtml(action)}"><ul>${items.join('')}</ul></form>`
}

/** The same frame around every page of this provider, with the banner that says what it is. */
export function framed(title: string, body: string, nonce: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} – sandbox</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">${STYLE}</style></head>
    <body><aside class="banner" aria-label="Sandbox">Sandbox – a local stand-in for your identity provider</aside><main>${body}</main></body></html>`
}

/** Sends a page under a Content-Security-Policy; `formTargets` are the origins that a form here may lead on to. */
export function sendPage(
  response: ServerResponse,
  page: { title: string; body: string; formTargets: readonly string[]; status?: number },
): void {
  const nonce = randomBytes(16).toString('base64')
  const formAction = ["'self'", ...page.formTargets].join(' ')
  response.writeHead(page.status ?? 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
  })
  response.end(framed(page.title, page.body, nonce))
}
