import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import type { Actor } from '@/lib/identity/schema'
import { DaypassError } from '@/lib/kernel/errors'
import { currentActor } from './context'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'

/** Who looks at this page. Nobody signed in: on to the sign-in page, and back here afterwards. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? (await goToSignIn())
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
  throw new DaypassError(code, sentence, { fields })
}

async function goToSignIn(): Promise<never> {
  const from = (await headers()).get('x-daypass-path') ?? '/'
  redirect(from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`)
}
