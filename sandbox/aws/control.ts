import { z } from 'zod'
import { sandboxNow } from './clock'
import { FAULT_KINDS } from './faults'
import { isLoopbackHost, type Answer, type HttpRequest } from './http'
import type { Sandbox } from './sandbox'
import { changeSes } from './ses/control'

const clockInput = z.strictObject({ offsetSeconds: z.number().int().min(-1e9).max(1e9) })
const faultInput = z.strictObject({
  operation: z.string().min(1),
  kind: z.enum(FAULT_KINDS),
  times: z.number().int().min(0).max(10_000),
})

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

function clock({ state }: Sandbox): Answer {
  return json(200, { offsetSeconds: state.clockOffsetSeconds, now: sandboxNow(state).toISOString() })
}

function moveClock(sandbox: Sandbox, body: unknown): Answer {
  sandbox.state.clockOffsetSeconds = clockInput.parse(body).offsetSeconds
  sandbox.changed()
  return clock(sandbox)
}

function orderFault(sandbox: Sandbox, body: unknown): Answer {
  const { operation, kind, times } = faultInput.parse(body)
  sandbox.faults.order(operation, kind, times)
  return json(200, { operation, kind, times })
}

function get(sandbox: Sandbox, request: HttpRequest): Answer {
  if (request.path === '/_sandbox/health') return json(200, { status: 'ok' })
  if (request.path === '/_sandbox/clock') return clock(sandbox)
  if (request.path !== '/_sandbox/calls') return json(404, { error: 'There is no such control.' })
  const operation = new Map(request.query).get('operation')
  return json(200, { calls: sandbox.calls.list(operation) })
}

function post(sandbox: Sandbox, request: HttpRequest): Answer {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    return json(415, { error: 'Send application/json.' })
  }
  const body = JSON.parse(request.body.toString('utf8')) as unknown
  if (request.path === '/_sandbox/clock') return moveClock(sandbox, body)
  if (request.path === '/_sandbox/faults') return orderFault(sandbox, body)
  if (request.path === '/_sandbox/ses') return json(200, changeSes(sandbox, body))
  return json(404, { error: 'There is no such control.' })
}

export function isControlPath(path: string): boolean {
  return path.startsWith('/_sandbox/')
}

/**
 * The test clock, ordered faults and recorded calls. Answers to loopback names only, and takes JSON only, so that no
 * web page can work it.
 */
export function handleControl(sandbox: Sandbox, request: HttpRequest): Answer {
  if (!isLoopbackHost(request.headers.get('host'))) return json(403, { error: 'Loopback names only.' })
  try {
    if (request.method === 'GET') return get(sandbox, request)
    return request.method === 'POST' ? post(sandbox, request) : json(405, { error: 'GET or POST.' })
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) })
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not JSON.' })
    throw error
  }
}
