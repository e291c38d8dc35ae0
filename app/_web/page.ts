import { headers } from 'next/headers'
import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Actor } from '@/lib/identity/schema'
import { DaypassError } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { asDaypassError } from './answer'
import { currentActor, requestId } from './context'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'

/** Who looks at this page. Nobody signed in: on to the sign-in page, and back here afterwards. */
export async function requireActor(): Promise<Actor> {
  return (await viewer()) ?? (await goToSignIn())
}

/** Who looks at this page, if anybody signed in does. */
export async function viewer(): Promise<Actor | undefined> {
  try {
    return await currentActor()
  } catch (thrown) {
    unstable_rethrow(thrown)
    const id = await requestId()
    log.error({ requestId: id, err: thrown }, 'the viewer could not be read')
    throw forErrorPage(asDaypassError(thrown, id), id)
  }
}

/**
 * What a page shows. Call it in the page itself, before any Suspense boundary: what does not exist or is not visible
 * to this person answers 404, also an id that is none. Any other refusal is thrown, for `error.tsx`.
 */
export async function load<Schema extends z.ZodType, Output>(
  query: WebVerb<Schema, Output>,
  input: z.input<Schema>,
): Promise<Output> {
  const answer = await runVerb(query, () => input)
  if (answer.ok) return answer.value
  const { code, sentence, fields } = answer.error
  if (code === 'ERR_NOT_FOUND' || code === 'ERR_INPUT') notFound()
  if (code === 'ERR_SIGN_IN_REQUIRED') await goToSignIn()
  throw forErrorPage(new DaypassError(code, sentence, { fields }), await requestId())
}

// Of an error thrown while a page is made, browsers are told the digest alone: the code, or the id that the log has.
function forErrorPage(error: DaypassError, id: string): DaypassError & { digest: string } {
  return Object.assign(error, { digest: error.code === 'ERR_INTERNAL' ? id : error.code })
}

async function goToSignIn(): Promise<never> {
  const from = (await headers()).get('x-daypass-path') ?? '/'
  redirect(from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`)
}
