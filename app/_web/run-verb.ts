import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Context } from '@/lib/identity/index'
import { log } from '@/lib/kernel/log'
import { parseInput } from '@/lib/kernel/verb'
import type { Verb } from '@/lib/kernel/verb'
import { asDaypassError, errorAnswer } from './answer'
import type { Answer } from './answer'
import { requestContext, requestId } from './context'

/** A verb that a signed-in person calls. */
export type WebVerb<Schema extends z.ZodType, Output> = Verb<Context, Schema, Output>

/**
 * The way of every call from the web: read the input, authenticate, parse, run, map what was refused, write one line of
 * log. `readInput` gives the input still unparsed, after what the adapter itself refuses.
 */
export async function runVerb<Schema extends z.ZodType, Output>(
  verb: WebVerb<Schema, Output>,
  readInput: () => unknown,
): Promise<Answer<Output>> {
  const id = await requestId()
  const startedAt = performance.now()
  const report = (outcome: string, error?: unknown) => {
    const line = {
      requestId: id,
      verb: verb.verbName,
      durationMs: Math.round(performance.now() - startedAt),
      outcome,
    }
    if (error === undefined) log.info(line, 'verb')
    else log.error({ ...line, err: error }, 'verb')
  }
  try {
    const input = await readInput()
    const context = await requestContext()
    const value = await verb(context, parseInput(verb.input, input))
    report('ok')
    return { ok: true, value }
  } catch (thrown) {
    unstable_rethrow(thrown)
    const error = asDaypassError(thrown, id)
    report(error.code, error.status >= 500 ? thrown : undefined)
    return { ok: false, error: errorAnswer(error) }
  }
}
