import type { JudgedDecision } from './judge-decisions'
import type { DecisionView } from './schema'
import type { RequestRow } from './store'
import { personView } from './summary'
import { differencesOf, readTerms, termsOf } from './terms'

/** The decisions on a request, oldest first; `judged` says what each is worth now. */
export function decisionViews(request: RequestRow, judged: readonly JudgedDecision[] = []): DecisionView[] {
  const narrowed = narrowingsByDecision(request)
  const whyNot = new Map(judged.map((one) => [one.decision.id, one.whyNot]))
  return request.decisions.map((decision) => ({
    id: decision.id,
    by: personView(decision.person),
    onBehalfOf: decision.onBehalfOf === null ? null : personView(decision.onBehalfOf),
    outcome: decision.outcome,
    comment: decision.comment,
    stageName: decision.stageName,
    decidedAt: decision.decidedAt.toISOString(),
    withdrawnAt: decision.withdrawnAt?.toISOString() ?? null,
    whyNotCounted: whyNot.get(decision.id) ?? null,
    narrowed: narrowed.get(decision.id) ?? null,
  }))
}

function narrowingsByDecision(request: RequestRow): Map<string, DecisionView['narrowed']> {
  let before = termsOf(request).asked
  const found = new Map<string, DecisionView['narrowed']>()
  for (const narrowing of request.narrowings) {
    const after = readTerms(narrowing)
    found.set(narrowing.decisionId, differencesOf(before, after))
    before = after
  }
  return found
}
