import { sessionCaller, type Caller } from '../aws/caller'
import { connectionKeys } from '../aws/connection'
import { isLoopbackHost, type Answer, type HttpRequest } from '../aws/http'
import type { Sandbox } from '../aws/sandbox'
import { findConsole, hasEnded, redeemCode, type OpenConsole } from '../aws/signin/console-sessions'
import { cookieHeader, readCookie } from '../aws/signin/cookies'
import { isConsolePath } from '../aws/signin/destination'
import { bucketPage } from './bucket-page'
import { homePage } from './home-page'
import { html, page } from './html'
import { download, objectPage } from './object-page'
import type { View } from './view'

const COOKIE = 'sandbox_console'

function message(status: number, title: string, sentence: string): Answer {
  return page({
    status,
    title,
    body: html`<h1>${title}</h1>
      <p>${sentence}</p>`,
  })
}

const SIGNED_OUT = () =>
  message(200, 'You are signed out', 'Your console session has ended. You can close this page.')
const NOT_SIGNED_IN = () =>
  message(401, 'You are not signed in', 'Open the console from the place that gave you access to it.')
const EXPIRED = () =>
  message(
    403,
    'Your session has expired',
    'The credentials of this console session have ended. Sign in again.',
  )
const NOT_FOUND = () =>
  message(404, 'There is no such page', 'The sandbox console shows S3 buckets and objects only.')

/** Takes over a session from the sign-in origin by its code. */
function takeOver(sandbox: Sandbox, query: ReadonlyMap<string, string>): Answer {
  const session = redeemCode(sandbox, query.get('code') ?? '')
  if (!session) return NOT_SIGNED_IN()
  const to = query.get('to') ?? ''
  const location = isConsolePath(to) ? to : '/console/home'
  return { status: 302, headers: { location, 'set-cookie': cookieHeader(COOKIE, session.id) } }
}

function showPage(view: View, path: string): Answer {
  if (path === '/' || path === '/console/home' || path === '/s3/buckets') return homePage(view)
  const [, kind, bucket = ''] = /^\/s3\/(buckets|object|download)\/([^/]+)$/.exec(path) ?? []
  if (kind === 'buckets') return bucketPage(view, bucket)
  if (kind === 'object') return objectPage(view, bucket)
  return kind === 'download' ? download(view, bucket) : NOT_FOUND()
}

function liveCaller(sandbox: Sandbox, open: OpenConsole): Caller | null {
  return hasEnded(sandbox.state, open) ? null : sessionCaller(sandbox.state, open.role)
}

/** The console: a browser's view of S3 with the rights of the session that it was signed in with. */
export function handleConsole(sandbox: Sandbox, request: HttpRequest): Answer {
  if (!isLoopbackHost(request.headers.get('host'))) return { status: 403, body: 'Loopback names only.' }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, body: 'GET only.' }
  const query = new Map(request.query)
  if (request.path === '/login') return takeOver(sandbox, query)
  if (request.path === '/signed-out') return SIGNED_OUT()
  const open = findConsole(sandbox.state, readCookie(request.headers.get('cookie'), COOKIE))
  if (!open) return NOT_SIGNED_IN()
  const caller = liveCaller(sandbox, open)
  if (!caller) return EXPIRED()
  const viewer = { ...open, logoutUrl: `${sandbox.origins.signin}/oauth?Action=logout` }
  return showPage({ sandbox, caller, connection: connectionKeys(request), viewer, query }, request.path)
}
