import { cache } from 'react'
import { headers } from 'next/headers'
import type { Actor } from '@/lib/identity/schema'
import type { Context } from '@/lib/identity/index'
import { readCurrentActor } from '@/lib/identity/session'
import { DaypassError } from '@/lib/kernel/errors'
import { wiring } from '@/lib/wiring'

/** Who makes this call, or undefined when nobody is signed in. Read once a request. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const { system, signInRules } = wiring()
  return readCurrentActor(system, signInRules)
})

/** What a verb works with. Throws `ERR_SIGN_IN_REQUIRED` when nobody is signed in. */
export async function requestContext(): Promise<Context> {
  const actor = await currentActor()
  if (actor === undefined)
    throw new DaypassError('ERR_SIGN_IN_REQUIRED', 'You are not signed in any more. Sign in and try again.')
  return { ...wiring().system, actor }
}

/** The id that this call has in the log and in the answer's `x-request-id`. `proxy.ts` gives it. */
export async function requestId(): Promise<string> {
  return (await headers()).get('x-request-id') ?? 'none'
}
