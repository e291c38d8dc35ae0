import type { z } from 'zod'
import { requestContext, requestId } from '@/app/_web/context'
import { problemPage } from '@/app/_web/plain-page'
import { readBody } from '@/app/_web/read-body'
import { runVerb } from '@/app/_web/run-verb'
import type { WebVerb } from '@/app/_web/run-verb'
import { requireSameOrigin } from '@/app/_web/same-origin'
import type { ListExport, ListName } from '@/lib/history/schema'
import { authorize } from '@/lib/identity/index'
import { DaypassError, errorStatus } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { wiring } from '@/lib/wiring'

/**
 * A list as a file to keep, by the POST of a form whose fields are the list's filters. Not a GET: an export adds a line
 * to the log and reads much, so no link, prefetch or other site may cause one. Whoever is no auditor gets 404, whatever
 * the fields hold.
 */
export function exportRoute<Schema extends z.ZodType>(verb: WebVerb<Schema, ListExport>, list: ListName) {
  return async (request: Request): Promise<Response> => {
    const answer = await runVerb(verb, async () => {
      requireSameOrigin(request.headers, wiring().system.portalUrl)
      authorize((await requestContext()).actor, { to: 'read-history' })
      return singleValues(await readBody(request, 'application/x-www-form-urlencoded'))
    })
    if (answer.ok) return fileResponse(answer.value, await requestId())
    const { code, sentence } = answer.error
    return problemPage({ code, sentence, status: errorStatus[code], backTo: `/audit/${list}` })
  }
}

function singleValues(body: string): Record<string, string> {
  const fields = [...new URLSearchParams(body)]
  const input = Object.fromEntries(fields)
  if (Object.keys(input).length === fields.length) return input
  throw new DaypassError(
    'ERR_INPUT',
    'A filter is there more than once. Go back to the list and set it once.',
  )
}

function fileResponse({ fileName, pieces }: ListExport, id: string): Response {
  return new Response(streamOf(pieces, id), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}

// A piece is read when the one before has been taken, and none after the reader went away.
function streamOf(pieces: AsyncIterable<string>, id: string): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = await nextOf(iterator, id)
        if (piece.done === true) controller.close()
        else controller.enqueue(encoder.encode(piece.value))
      },
      cancel: async () => {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

// The answer has begun when a piece fails: the connection breaks, so that no half of a file looks like a whole one.
async function nextOf(iterator: AsyncIterator<string>, id: string): Promise<IteratorResult<string>> {
  try {
    return await iterator.next()
  } catch (error) {
    log.error({ requestId: id, err: error }, 'export')
    throw error
  }
}
