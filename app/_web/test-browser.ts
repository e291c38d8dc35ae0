import { requestCookies } from './request-cookies'

/** A browser's cookies and its way along redirects, for tests that sign in without one. One jar, as for one host. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Keeps what an answer sets, forgets what it clears. */
  keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const cleared =
        attributes.some((text) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(text)) ||
        at === pair.length - 1
      if (cleared) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  cookie(name: string): string | undefined {
    return requestCookies(this.cookieHeader())[name]
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', this.cookieHeader())
    return this.keep(await fetch(url, { ...init, headers, redirect: 'manual' }))
  }

  /** Follows redirects until an answer is none, or leads to an address that starts with `stopAt`. Answers that address. */
  async follow(url: string, stopAt: string): Promise<{ url: string; response?: Response }> {
    let at = url
    for (let hop = 0; hop < 10; hop++) {
      if (at.startsWith(stopAt)) return { url: at }
      const response = await this.fetch(at)
      const location = response.headers.get('location')
      if (location === null) return { url: at, response }
      at = new URL(location, at).href
    }
    throw new Error(`more than ten redirects from ${url}`)
  }
}

/** Where a page that hands over (`handOver`) sends the browser. */
export async function refreshTarget(response: Response): Promise<string> {
  const target = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(await response.text())?.[1]
  if (target === undefined) throw new Error('this page sends nobody anywhere')
  return target.replaceAll('&amp;', '&')
}
