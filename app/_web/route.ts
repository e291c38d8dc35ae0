import type { z } from 'zod'
import { DaypassError, errorStatus } from '@/lib/kernel/errors'
import { wiring } from '@/lib/wiring'
import type { Answer } from './answer'
import { readBody } from './read-body'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'
import { requireSameOrigin } from './same-origin'

/** The parts of an address that Next.js found in the folder's name: `{ id }` for `[id]`. */
export type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> }

/**
 * A verb as a route: JSON in, JSON out, `{ error: { code, sentence, fields } }` with the code's status when refused.
 * A GET takes its input from the query, anything else from a JSON object of at most 64 KB that comes from the same
 * origin; the parts of the address are added to both and win.
 */
export function route<Schema extends z.ZodType, Output>(verb: WebVerb<Schema, Output>) {
  return async (request: Request, { params }: RouteParams): Promise<Response> => {
    const answer = await runVerb(verb, async () => ({ ...(await readInput(request)), ...(await params) }))
    return jsonResponse(answer)
  }
}

/**
 * A verb about a grant whose answer holds a secret, as the POST of an `[id]` route: `reveal` makes of it what leaves, in
 * this one answer. Everything else as `route`; the part `id` of the address is the verb's `grantId`.
 */
export function secretRoute<Schema extends z.ZodType, Output>(
  verb: WebVerb<Schema, Output>,
  reveal: (output: Output) => object,
) {
  return async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
    const answer = await runVerb(verb, async () => ({
      ...(await readInput(request)),
      grantId: (await params).id,
    }))
    return jsonResponse(answer.ok ? { ok: true, value: reveal(answer.value) } : answer)
  }
}

function jsonResponse(answer: Answer<unknown>): Response {
  const headers = { 'cache-control': 'no-store' }
  if (answer.ok) return Response.json(answer.value ?? null, { headers })
  return Response.json({ error: answer.error }, { status: errorStatus[answer.error.code], headers })
}

async function readInput(request: Request): Promise<object> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams)
  requireSameOrigin(request.headers, wiring().system.portalUrl)
  const text = await readBody(request, 'application/json')
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new DaypassError('ERR_INPUT', 'The body has to be a JSON object.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DaypassError('ERR_INPUT', 'The body is not JSON.', { cause })
  }
}
