/** What `text` is in HTML: the text, never markup (invariant 11). */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Headers of an answer that nobody keeps and that tells the next site nothing. */
const PRIVATE = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
}

/**
 * Sends the browser on to another site after a form's POST. A redirect would be blocked by `form-action`, which browsers
 * check along the whole chain; a page that refreshes is a new navigation.
 */
export function handOver(url: string, headers = new Headers()): Response {
  const address = escapeHtml(url)
  const all = new Headers(headers)
  for (const [name, value] of Object.entries(PRIVATE)) all.set(name, value)
  const refresh = `<meta http-equiv="refresh" content="0; url=${address}">`
  return new Response(
    page('One moment', `<p>Taking you there. <a href="${address}">Go on</a></p>`, refresh),
    { headers: all },
  )
}

/** A refusal outside the portal's own pages: what happened, what to do, and the way back. */
export function problemPage(problem: {
  code: string
  sentence: string
  status: number
  backTo: string
}): Response {
  const body = `<h1>That did not work</h1><p>${escapeHtml(problem.sentence)}</p>
    <p><a href="${escapeHtml(problem.backTo)}">Back to Daypass</a></p><p><small>${escapeHtml(problem.code)}</small></p>`
  return new Response(page('That did not work', body), { status: problem.status, headers: PRIVATE })
}

// `color-scheme` and the system's own colours give light and dark without a style sheet, which the Content-Security-Policy
// would not let in; attributes it does.
const LOOK =
  'max-width: 36em; margin: 12vh auto; padding: 0 24px; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText'

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – Daypass</title>
    <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
    ${head}</head><body style="${LOOK}"><main>${body}</main></body></html>`
}
