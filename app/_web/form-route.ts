import type { z } from 'zod'
import { errorStatus } from '@/lib/kernel/errors'
import { wiring } from '@/lib/wiring'
import { problemPage } from './plain-page'
import { readBody } from './read-body'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'
import { requireSameOrigin } from './same-origin'

type IdParams = { params: Promise<{ id: string }> }

/**
 * A verb as the target of a form's POST on an `[id]` route, for answers that leave Daypass (`handOver`). A refusal is a
 * plain page that says what to do and leads back to `backTo`.
 */
export function formRoute<Schema extends z.ZodType, Output>(
  verb: WebVerb<Schema, Output>,
  edge: {
    inputOf: (id: string, fields: URLSearchParams) => Readonly<Record<string, string | null>>
    respond: (output: Output) => Response
    backTo: (id: string) => string
  },
) {
  return async (request: Request, { params }: IdParams): Promise<Response> => {
    const { id } = await params
    const answer = await runVerb(verb, async () => {
      requireSameOrigin(request.headers, wiring().system.portalUrl)
      return edge.inputOf(
        id,
        new URLSearchParams(await readBody(request, 'application/x-www-form-urlencoded')),
      )
    })
    if (answer.ok) return edge.respond(answer.value)
    const { code, sentence } = answer.error
    return problemPage({ code, sentence, status: errorStatus[code], backTo: edge.backTo(id) })
  }
}
