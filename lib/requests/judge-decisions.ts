import { isNamedByStage } from '../catalog/index'
import type { JudgedStage } from '../catalog/index'
import type { Transaction } from '../db/client'
import { requesterFactsOf } from '../identity/index'
import { canonicalHash } from '../kernel/canonical'
import type { CountedDecision } from './evaluate'
import type { RequestRow } from './store'

type Decision = RequestRow['decisions'][number]

/** A decision with what it is worth now: `counted` is null, and `whyNot` a sentence, when it counts for nothing. */
export type JudgedDecision = {
  decision: Decision
  counted: CountedDecision | null
  whyNot: string | null
}

/** The hash by which an approval is bound to a stage: who decides and how many, as judged; not who else may later. */
export function stageHashOf({ name, required, rules }: JudgedStage): string {
  return canonicalHash({ name, required, rules: rules.map(({ groups, people }) => ({ groups, people })) })
}

/** Decisions that nobody withdrew. */
export function inForce(decisions: readonly JudgedDecision[]): readonly JudgedDecision[] {
  return decisions.filter(({ decision }) => decision.withdrawnAt === null)
}

/**
 * What each decision on a pending request is worth now, oldest first: an approval counts for the very stage that it was
 * given at, while whoever gave it (and for whom) is still named there and not suspended. On a closed request all count
 * as they did.
 */
export async function judgeDecisions(
  tx: Transaction,
  request: RequestRow,
  stages: readonly JudgedStage[],
): Promise<JudgedDecision[]> {
  const hashes = stages.map(stageHashOf)
  const judged: JudgedDecision[] = []
  for (const decision of request.decisions) {
    const whyNot =
      request.status === 'pending' ? await whyNotCounted(tx, decision, stages, hashes) : withdrawn(decision)
    const { personId, onBehalfOfId, outcome } = decision
    const stageIndex =
      request.status === 'pending' ? hashes.indexOf(decision.stageHash ?? '') : decision.stageIndex
    judged.push({
      decision,
      counted: whyNot === null ? { personId, onBehalfOfId, outcome, stageIndex } : null,
      whyNot,
    })
  }
  return judged
}

function withdrawn({ withdrawnAt }: Decision): string | null {
  return withdrawnAt === null ? null : 'It was withdrawn.'
}

async function whyNotCounted(
  tx: Transaction,
  decision: Decision,
  stages: readonly JudgedStage[],
  hashes: readonly string[],
): Promise<string | null> {
  if (decision.withdrawnAt !== null) return withdrawn(decision)
  const stage = stages[hashes.indexOf(decision.stageHash ?? '')]
  if (stage === undefined) return 'The approval policy has changed since: this stage is not what it was.'
  const maker = await requesterFactsOf(tx, decision.personId)
  const approver = decision.onBehalfOfId === null ? maker : await requesterFactsOf(tx, decision.onBehalfOfId)
  if (maker.suspended || approver.suspended)
    return `${(maker.suspended ? decision.person : (decision.onBehalfOf ?? decision.person)).name} is suspended from Daypass.`
  return isNamedByStage(approver, stage)
    ? null
    : `${(decision.onBehalfOf ?? decision.person).name} is not an approver of this stage any more.`
}
