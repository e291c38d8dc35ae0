import type { Letter } from '../../ports/letter'
import type { DecisionView } from '../../requests/schema'

/** Decisions that nobody took back. */
export function standing(decisions: readonly DecisionView[]): DecisionView[] {
  return decisions.filter(({ withdrawnAt }) => withdrawnAt === null)
}

/** "Dmitri approved for Carla at stage “Data owner”". */
export function decisionInWords({ by, onBehalfOf, outcome, stageName, whyNotCounted }: DecisionView): string {
  const inPlace = onBehalfOf === null ? '' : ` for ${onBehalfOf.name}`
  const worthless = whyNotCounted === null ? '' : ' (it counts no more)'
  return `${by.name} ${outcome === 'approve' ? 'approved' : 'denied'}${inPlace} at stage “${stageName}”${worthless}`
}

/** What was said with decisions, word for word. */
export function comments(decisions: readonly DecisionView[]): Letter['quotes'] {
  return decisions.flatMap((decision) =>
    decision.comment === null ? [] : [{ text: decision.comment, by: decisionInWords(decision) }],
  )
}
