import type { z } from 'zod'
import { errorStatus } from '@/lib/kernel/errors'
import { wiring } from '@/lib/wiring'
import { problemPage } from './plain-page'
import { readBody } from './read-body'
import type { RouteParams } from './route'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'
import { requireSameOrigin } from './same-origin'

/**
 * A verb as the target of a form's POST, for answers that leave Daypass (`handOver`). Fields of the form and parts of
 * the address are the input; a refusal is a plain page that says what to do and leads back to `backTo`.
 */
export function formRoute<Schema extends z.ZodType, Output>(
  verb: WebVerb<Schema, Output>,
  respond: (output: Output) => Response,
  backTo: (params: Awaited<RouteParams['params']>) => string,
) {
  return async (request: Request, { params }: RouteParams): Promise<Response> => {
    const answer = await runVerb(verb, async () => {
      requireSameOrigin(request.headers, wiring().system.portalUrl)
      const fields = new URLSearchParams(await readBody(request, 'application/x-www-form-urlencoded'))
      return { ...Object.fromEntries(fields), ...(await params) }
    })
    if (answer.ok) return respond(answer.value)
    const { code, sentence } = answer.error
    return problemPage({ code, sentence, status: errorStatus[code], backTo: backTo(await params) })
  }
}
