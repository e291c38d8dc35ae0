import type { Evaluation, JudgedStage } from '../catalog/index'
import type { Transaction } from '../db/client'
import { isSameHuman, namedPeople, standInsFor } from '../identity/index'
import type { NamedPerson, PeopleRule, StandIn } from '../identity/index'
import type { FieldProblem } from '../kernel/errors'

type Account = { personId: string; email: string | null }

/** Who could decide at a stage now, as far as Daypass knows. */
export type WhoCouldDecide = {
  /** Those whom its rules name, by name; never somebody excluded, by whatever account. */
  candidates: readonly NamedPerson[]
  /** Who could in the place of one of them or of somebody excluded only as absent. */
  standIns: readonly StandIn[]
  /** Everybody known whom its rules name is excluded, and there is no group of whom nobody is known. */
  impossible: boolean
}

/**
 * Who could decide at a stage, and whether anybody ever could: it is impossible only when every possible approver is
 * excluded. A group of which nobody is known yet may have members, so it waits.
 */
export async function whoCouldDecide(
  tx: Transaction,
  stage: JudgedStage,
  requester: Account,
  deciders: readonly Account[] = [],
): Promise<WhoCouldDecide> {
  const named = await namedByAll(tx, stage.rules)
  const isRequester = (person: NamedPerson) => isSameHuman(requester, person)
  const excluded = [requester, ...deciders]
  const candidates = named.filter((person) => !excluded.some((one) => isSameHuman(one, person)))
  const standIns = await standInsFor(
    tx,
    candidates.flatMap(({ personId }) => personId ?? []),
  )
  return {
    candidates,
    standIns: standIns.filter((one) => !excluded.some((person) => isSameHuman(person, one))),
    impossible: named.every(isRequester) && !(await mayHaveUnknownMembers(tx, stage)),
  }
}

/** Refuses at once, with the reason, what nobody could ever approve. */
export async function approversProblem(
  tx: Transaction,
  { stages, autoApproved }: Pick<Evaluation, 'stages' | 'autoApproved'>,
  requester: Account,
): Promise<FieldProblem[]> {
  if (autoApproved) return []
  for (const stage of stages) {
    const { impossible } = await whoCouldDecide(tx, stage, requester)
    if (impossible) return [{ field: 'approvers', sentence: nobodyCould(stage) }]
  }
  return []
}

/** Why nobody could ever decide at a stage. */
export function nobodyCould(stage: Pick<JudgedStage, 'name' | 'rules'>): string {
  const isEmpty = stage.rules.some(({ groups, people }) => groups.length + people.length === 0)
  if (stage.rules.length > 1)
    return `Nobody known is named at the stage “${stage.name}” by the policy of the time of asking and by that of now. Cancel this request and ask again.`
  return isEmpty
    ? `Nobody could approve this at the stage “${stage.name}”: your identity provider names no manager for you. Ask your administrator.`
    : `Nobody could approve this at the stage “${stage.name}”: you are the only person known whom it names, and nobody decides on their own request. Others become known when they sign in to Daypass, or by the catalogue’s list of people.`
}

/** Everybody known whom all of these rules name, by name. */
export async function namedByAll(tx: Transaction, rules: readonly PeopleRule[]): Promise<NamedPerson[]> {
  const [first = [], ...others] = await Promise.all(rules.map((rule) => namedPeople(tx, rule)))
  const named = others.map((people) => new Set(people.map(whoIs)))
  return first.filter((person) => named.every((people) => people.has(whoIs(person))))
}

async function mayHaveUnknownMembers(tx: Transaction, stage: JudgedStage): Promise<boolean> {
  for (const { groups } of stage.rules)
    for (const group of groups)
      if ((await namedPeople(tx, { groups: [group], people: [] })).length === 0) return true
  return false
}

// Several people may hold one handle; who has not signed in has nothing else.
function whoIs({ personId, handle }: NamedPerson): string {
  return personId === null ? `handle ${handle}` : `person ${personId}`
}
