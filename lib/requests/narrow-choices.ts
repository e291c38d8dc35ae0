import { addMinutes } from '../kernel/durations'
import { levels } from '../scopes/schema'
import type { JudgedRequest } from './judge'
import type { NarrowChoices } from './schema'

const SHORTEST_MINUTES = 15
const FURTHEST_MINUTES = 30 * 24 * 60

/** What an approver can narrow a request to, for the page: `narrow` judges what they choose. */
export function narrowChoices({ terms, question, entitlement, request }: JudgedRequest): NarrowChoices {
  const { scope, startsAt, durationMinutes } = terms
  const offers = [entitlement.pinned, entitlement.current].map(({ definition }) => definition.scope)
  const offered = (level: (typeof levels)[number]) =>
    offers.every((offer) => offer.kind === 's3' && offer.levels.includes(level))
  const earliest = startsAt ?? question.now
  const latest =
    startsAt === null
      ? addMinutes(request.createdAt, FURTHEST_MINUTES)
      : addMinutes(startsAt, Math.max(0, durationMinutes - SHORTEST_MINUTES))
  // An extension is for more of the same: only how much longer can be made less.
  const isFixed = scope.kind === 'whole-role' || request.kind === 'extension'
  return {
    scope,
    levels: isFixed
      ? []
      : levels
          .filter((level) => levels.indexOf(level) <= levels.indexOf(scope.level) && offered(level))
          .reverse(),
    prefix: isFixed ? null : scope.prefix,
    shortestMinutes: Math.min(SHORTEST_MINUTES, durationMinutes),
    longestMinutes: durationMinutes,
    start:
      request.kind === 'extension'
        ? null
        : { earliest: earliest.toISOString(), latest: latest.toISOString() },
  }
}
