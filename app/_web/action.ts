import { headers } from 'next/headers'
import type { z } from 'zod'
import { wiring } from '@/lib/wiring'
import type { Answer } from './answer'
import { runVerb } from './run-verb'
import type { WebVerb } from './run-verb'
import { requireSameOrigin } from './same-origin'

/**
 * A verb as a server action: `export const decide = action(decideRequest)` in a `'use server'` file. It never throws:
 * a refusal is `{ ok: false, error: { code, sentence, fields } }`.
 */
export function action<Schema extends z.ZodType, Output>(
  verb: WebVerb<Schema, Output>,
): (input: z.input<Schema>) => Promise<Answer<Output>> {
  return (input) =>
    runVerb(verb, async () => {
      requireSameOrigin(await headers(), wiring().system.portalUrl)
      return input
    })
}
