import type { OpenedConsole, Target } from './target'

const JSON_BODY = { 'content-type': 'application/json' }
const MOST_REDIRECTS = 5

/** The sandbox at these addresses: its clock is moved instead of waited for, its console read by HTTP. */
export function sandboxTarget(
  addresses: { endpoint: string; signin: string },
  region = 'eu-central-1',
  stopping?: AbortSignal,
): Target {
  return {
    name: 'the sandbox',
    region,
    standIn: addresses,
    ...clockOf(addresses.endpoint),
    patienceSeconds: 0,
    mailFrom: 'daypass@example.com',
    openConsole,
    ...(stopping && { stopping }),
  }
}

function clockOf(endpoint: string): Pick<Target, 'now' | 'pass'> {
  const clock = async (body?: object) => {
    const init = body && { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) }
    const answer = await fetch(`${endpoint}/_sandbox/clock`, init)
    if (!answer.ok) throw new Error(`${endpoint} has no clock that can be moved: it is not the sandbox`)
    return (await answer.json()) as { offsetSeconds: number; now: string }
  }
  return {
    now: async () => new Date((await clock()).now),
    pass: async (seconds) => {
      await clock({ offsetSeconds: (await clock()).offsetSeconds + seconds })
    },
  }
}

/** As a browser does: along the redirects, each host's cookies kept for it. */
async function openConsole(signInUrl: string): Promise<OpenedConsole> {
  const cookies = new Map<string, string>()
  const get = async (url: string) => {
    const { host } = new URL(url)
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: cookies.get(host) ?? '' } })
    for (const cookie of answer.headers.getSetCookie()) cookies.set(host, cookie.split(';')[0] ?? '')
    return answer
  }
  let page = signInUrl
  for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
    const location = (await get(page)).headers.get('location')
    if (location === null) break
    page = new URL(location, page).href
  }
  return { lists: async (name) => (await (await get(page)).text()).includes(name) }
}
