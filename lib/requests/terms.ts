import { envelopeSchema } from '../catalog/index'
import type { Envelope } from '../catalog/index'
import { durationInWords } from '../kernel/durations'
import { scopeSchema } from '../scopes/schema'
import type { Scope } from '../scopes/schema'
import { scopeInWords } from '../scopes/words'
import type { Difference } from './schema'

/** What is asked for, from when (null: from approval), for how long, and the envelope that is approved by it. */
export type Terms = {
  scope: Scope
  startsAt: Date | null
  durationMinutes: number
  envelope: string
  envelopeHash: string
}

type StoredTerms = Omit<Terms, 'scope'> & { scope: unknown }

/** What was asked for at first, and what approvers narrowed it to, one after the other. The last one is decided on. */
export function termsOf(request: StoredTerms & { narrowings: readonly StoredTerms[] }): {
  asked: Terms
  current: Terms
} {
  const asked = readTerms(request)
  const last = request.narrowings.at(-1)
  return { asked, current: last === undefined ? asked : readTerms(last) }
}

/** One row's terms. */
export function readTerms({ startsAt, durationMinutes, envelope, envelopeHash, scope }: StoredTerms): Terms {
  return { scope: scopeSchema.parse(scope), startsAt, durationMinutes, envelope, envelopeHash }
}

export function envelopeOf({ envelope }: Pick<Terms, 'envelope'>): Envelope {
  return envelopeSchema.parse(JSON.parse(envelope))
}

/** What of the terms is another than before, in words. */
export function differencesOf(before: Terms, after: Terms): Difference[] {
  const differences: Difference[] = [
    { what: 'scope', from: scopeInWords(before.scope), to: scopeInWords(after.scope) },
    { what: 'start', from: startInWords(before), to: startInWords(after) },
    {
      what: 'duration',
      from: durationInWords(before.durationMinutes),
      to: durationInWords(after.durationMinutes),
    },
  ]
  return differences.filter(({ from, to }) => from !== to)
}

/** "at approval", or the instant in UTC, ISO 8601. */
function startInWords({ startsAt }: Terms): string {
  return startsAt === null ? 'at approval' : startsAt.toISOString()
}
