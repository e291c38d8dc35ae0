import { isNamedByStage } from '../catalog/index'
import type { JudgedStage } from '../catalog/index'
import type { Transaction } from '../db/client'
import { isSameHuman, requesterFactsOf } from '../identity/index'
import { canonicalHash, canonicalText } from '../kernel/canonical'
import type { CountedDecision } from './evaluate'
import type { RequestRow } from './store'

type Decision = RequestRow['decisions'][number]
type Account = { personId: string; email: string | null }

/** A decision with what it is worth now: `counted` is null, and `whyNot` a sentence, when it counts for nothing. */
export type JudgedDecision = {
  decision: Decision
  counted: CountedDecision | null
  whyNot: string | null
}

/**
 * The hashes by which approvals are bound to stages: who decides and how many, as judged; not who else may later. A stage
 * that stands twice is two stages: the second has a hash of its own.
 */
export function stageHashesOf(stages: readonly JudgedStage[]): string[] {
  const seen = new Map<string, number>()
  return stages.map(({ name, required, rules }) => {
    const stage = { name, required, rules: rules.map(({ groups, people }) => ({ groups, people })) }
    const text = canonicalText(stage)
    const before = seen.get(text) ?? 0
    seen.set(text, before + 1)
    return canonicalHash(before === 0 ? stage : { ...stage, again: before })
  })
}

/** Decisions that nobody withdrew. */
export function inForce(decisions: readonly JudgedDecision[]): readonly JudgedDecision[] {
  return decisions.filter(({ decision }) => decision.withdrawnAt === null)
}

/**
 * What each decision on a pending request is worth now, oldest first: an approval counts for the very stage that it was
 * given at, while whoever gave it (and for whom) is still named there, not suspended, and a human being of their own by
 * the addresses of now. On a closed request all count as they did.
 */
export async function judgeDecisions(
  tx: Transaction,
  request: RequestRow,
  stages: readonly JudgedStage[],
): Promise<JudgedDecision[]> {
  const hashes = stageHashesOf(stages)
  const judged: JudgedDecision[] = []
  const seen = [{ personId: request.personId, email: request.person.email }]
  for (const decision of request.decisions) {
    const whyNot =
      request.status === 'pending'
        ? ((await whyNotCounted(tx, decision, stages, hashes)) ?? whyNotAnother(decision, seen))
        : withdrawn(decision)
    if (whyNot === null) seen.push(...peopleOf(decision))
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

/** Who stands behind a decision: whoever made it, and for whom. */
export function peopleOf({ personId, person, onBehalfOf }: Decision) {
  return [
    { personId, email: person.email },
    ...(onBehalfOf === null ? [] : [{ personId: onBehalfOf.id, email: onBehalfOf.email }]),
  ]
}

// Addresses may have changed since: two accounts that are one human being now count once (invariant 5).
function whyNotAnother(decision: Decision, [requester, ...others]: readonly Account[]): string | null {
  const isOneOf = (accounts: readonly (Account | undefined)[]) =>
    peopleOf(decision).some((one) => accounts.some((other) => other !== undefined && isSameHuman(one, other)))
  const { name } = decision.person
  if (isOneOf([requester]))
    return `${name} has the requester’s address now: nobody decides on their own request.`
  return isOneOf(others)
    ? `${name} has the address of somebody who approved before: one person counts once.`
    : null
}
