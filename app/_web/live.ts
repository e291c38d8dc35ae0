import type { Secret } from '@/lib/kernel/secret'
import { findSignInId } from '@/lib/identity/index'
import { readSignInToken } from '@/lib/identity/session'
import { DaypassError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { wiring } from '@/lib/wiring'
import { asDaypassError } from './answer'
import { requestId } from './context'
import { openLiveStream } from './live-stream'

/** Answers an open stream of live updates to a signed-in browser. */
export async function streamAnswer(request: Request): Promise<Response> {
  return answering(async (token) => {
    const { system, signInRules, liveUpdates } = wiring()
    const signInId = await signedIn(token)
    const isAlive = async () => (await findSignInId(system, signInRules, token)) === signInId
    return openLiveStream({
      signInId,
      isAlive,
      liveUpdates,
      lastMs: lastMs(request.url),
      signal: request.signal,
    })
  })
}

/** Answers what `streamAnswer` would, without opening one. */
export async function liveAnswer(): Promise<Response> {
  return answering(async (token) => {
    await signedIn(token)
    return new Response(null, { status: 204 })
  })
}

// How long ago the page was read that now follows.
function lastMs(url: string): number {
  const asked = Number(new URL(url).searchParams.get('last'))
  return Number.isFinite(asked) ? Math.max(0, asked) : 0
}

async function answering(respond: (token: Secret) => Promise<Response>): Promise<Response> {
  const id = await requestId()
  try {
    const token = await readSignInToken(wiring().system.portalUrl)
    if (token === undefined) throw signInRequired()
    return await respond(token)
  } catch (thrown) {
    const error = asDaypassError(thrown, id)
    log.info({ requestId: id, route: 'live', outcome: error.code }, 'live')
    return new Response(null, { status: error.status, headers: { 'cache-control': 'no-store' } })
  }
}

async function signedIn(token: Secret): Promise<string> {
  const { system, signInRules } = wiring()
  const signInId = await findSignInId(system, signInRules, token)
  if (signInId === undefined) throw signInRequired()
  return signInId
}

function signInRequired(): DaypassError {
  return new DaypassError('ERR_SIGN_IN_REQUIRED', 'You are not signed in any more.')
}
