import { durationInWords } from '../kernel/durations'
import type { JudgedRequest } from './judge'
import type { RequestView } from './schema'

/** What is out of the ordinary about a request, a sentence each, the gravest first. Pure. */
export function unusualAbout(
  { request, terms, envelope, evaluation, entitlement }: JudgedRequest,
  earlier: RequestView['earlier'],
): string[] {
  const { scope, durationMinutes } = terms
  const { maxDurationMinutes } = entitlement.current.definition
  const sentences = [
    request.kind === 'break-glass' && 'The glass was broken: nobody was asked before.',
    envelope.canOutlive && 'What is done with this access may outlive the grant.',
    scope.kind === 'whole-role' && 'It is for everything that the role may do.',
    scope.kind === 's3' && scope.delete && 'It includes deleting.',
    scope.kind === 's3' && scope.prefix === '' && 'It is for the whole bucket.',
    durationMinutes > maxDurationMinutes / 2 &&
      `${durationInWords(durationMinutes)} is more than half of the longest possible (${durationInWords(maxDurationMinutes)}).`,
    earlier.requests === 0 && `${request.person.name} asks for this entitlement for the first time.`,
    earlier.requests > 0 && earlier.approved === 0 && 'None of their requests for it was ever approved.',
    !evaluation.ticket &&
      request.ticket === null &&
      durationMinutes >= 480 &&
      'It names no ticket, and is long.',
  ]
  return sentences.filter((sentence) => sentence !== false)
}
