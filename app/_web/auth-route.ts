import type { SignInParts } from '@/lib/identity/auth-options'
import { log } from '@/lib/kernel/log'
import { wiring } from '@/lib/wiring'
import { asDaypassError } from './answer'
import { problemPage } from './plain-page'
import { requireSameOrigin } from './same-origin'

/** A step of signing in or out as a route. What is refused is a plain page that leads on to where `onError` says. */
export function authRoute(
  step: (parts: SignInParts, request: Request) => Promise<Response>,
  options: { sameOrigin: boolean; onError: (code: string) => string },
) {
  return async (request: Request): Promise<Response> => {
    const requestId = request.headers.get('x-request-id') ?? 'none'
    const startedAt = performance.now()
    const report = (outcome: string, error?: unknown) => {
      const durationMs = Math.round(performance.now() - startedAt)
      const line = { requestId, route: new URL(request.url).pathname, durationMs, outcome }
      if (error === undefined) log.info(line, 'sign-in')
      else log.error({ ...line, err: error }, 'sign-in')
    }
    try {
      const { system, signInRules, signInSettings } = wiring()
      if (options.sameOrigin) requireSameOrigin(request.headers, system.portalUrl)
      const response = await step({ system, rules: signInRules, settings: signInSettings }, request)
      report(String(response.status))
      return response
    } catch (thrown) {
      const { code, message, status } = asDaypassError(thrown, requestId)
      report(code, status >= 500 ? thrown : undefined)
      return problemPage({ code, sentence: message, status, backTo: options.onError(code) })
    }
  }
}
