import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Provider from 'oidc-provider'
import { sendPage, whoAreYou } from './pages'
import { demoPeople } from './people'
import type { IdpPerson } from './people'
import { createProvider } from './provider'

export { demoPeople } from './people'
export type { IdpPerson } from './people'

export type IdpOptions = {
  /** 0 takes any free port. A taken one fails with `EADDRINUSE`. */
  port: number
  /** Origins of the portals that may send people here, such as `http://127.0.0.1:3000`. */
  portalUrls: readonly string[]
  clientId?: string
  clientSecret?: string
  /** Read at every sign-in, so that a test can change what is said about somebody. */
  people?: readonly IdpPerson[]
}

export type Idp = { url: string; clientId: string; clientSecret: string; close: () => Promise<void> }

/** Starts the sandbox's OpenID provider on loopback. It asks who you are at every sign-in and believes every answer. */
export async function startIdp(options: IdpOptions): Promise<Idp> {
  const { portalUrls, people = demoPeople, clientId = 'daypass' } = options
  const clientSecret = options.clientSecret ?? randomBytes(24).toString('base64url')
  const server = createServer()
  await listen(server, options.port)
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const provider = createProvider({
    issuer: url,
    clientId,
    clientSecret,
    redirectUris: portalUrls.map((portal) => `${portal}/api/auth/callback/oidc`),
    postLogoutRedirectUris: portalUrls.map((portal) => `${portal}/signed-out`),
    findPerson: (sub) => people.find((person) => person.sub === sub),
  })
  const protocol = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) void protocol(request, response)
    else void ask(provider, request, response, { people, formTargets: portalUrls })
  })
  return { url, clientId, clientSecret, close: () => close(server) }
}

async function ask(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { people, formTargets }: { people: readonly IdpPerson[]; formTargets: readonly string[] },
): Promise<void> {
  try {
    await provider.interactionDetails(request, response)
    const sub = request.method === 'POST' ? (await readForm(request)).get('sub') : null
    if (sub === null || !people.some((person) => person.sub === sub)) {
      sendPage(response, { title: 'Sign in', body: whoAreYou(people, request.url ?? ''), formTargets })
      return
    }
    await provider.interactionFinished(request, response, { login: { accountId: sub } })
  } catch {
    const body =
      '<h1>This sign-in is over</h1><p>It was finished or is too old. Go back to the portal and sign in again.</p>'
    sendPage(response, { title: 'Over', body, formTargets, status: 400 })
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 10_000) break
  }
  return new URLSearchParams(text)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
