import { OWNER } from './offer'
import type { Facts, Offered, OfferedStage } from './offer'
import { at } from './snapshot'
import type { DecisionState, PersonState, RequestState, Snapshot, TermsState } from './snapshot'

// What an approval needs, said a second time and in another way than in the domain: short, slow, and of the snapshot alone.

/** Versions of entitlements by their ids. */
export type Versions = ReadonlyMap<string, Offered>

/** At which stage, as it was then, each decision was made. */
export type Memory = Map<string, string>

export type ModelStage = {
  /** Which stage this is: an approval counts for the very stage that it was given at. */
  key: string
  required: number
  names: (person: PersonState) => boolean
}

export type Judged = {
  stages: ModelStage[]
  free: boolean
  refused: boolean
  ticket: boolean
  longestMinutes: number
  totalMinutes: number | null
  withdrawn: boolean
}

type Asked = Pick<
  RequestState,
  'id' | 'kind' | 'versionId' | 'entitlementId' | 'personId' | 'extendsGrantId' | 'escalatedAt'
>

/** What both versions, the one that was asked under and the one that is offered now, want for these terms. */
export function judge(versions: Versions, state: Snapshot, asked: Asked, terms: TermsState): Judged {
  const current = state.entitlements.find(({ id }) => id === asked.entitlementId)
  const ids = [...new Set([asked.versionId, current?.versionId ?? ''])]
  const both = ids.map((id) => found(versions.get(id), `version ${id}`))
  const manager = personOf(state, asked.personId).managerHandle
  const facts = factsOf(state, asked, terms)
  const judged = both.map((one) => judgeOne(one, facts))
  const free = judged.every((one) => one.free)
  const fallback = asked.escalatedAt === null ? undefined : both.at(-1)?.escalateTo
  return {
    free,
    stages:
      free || asked.kind === 'break-glass'
        ? []
        : merged(
            judged.map(({ stages }) => stages),
            manager,
            fallback,
          ),
    refused: judged.some(({ refused }) => refused),
    ticket: judged.some(({ ticket }) => ticket),
    longestMinutes: Math.min(...judged.map(({ longestMinutes }) => longestMinutes)),
    totalMinutes: both.every(({ extension }) => extension)
      ? Math.min(...both.flatMap(({ extension }) => extension?.totalMinutes ?? []))
      : null,
    withdrawn: current?.withdrawn !== false,
  }
}

function judgeOne({ stages, rules, maxDurationMinutes, breakGlass }: Offered, facts: Facts) {
  const spoke = rules.filter((rule) => rule.holds(facts))
  const added = spoke.flatMap((rule) => rule.stages ?? [])
  const free = added.length === 0 && spoke.some(({ autoApprove }) => autoApprove)
  return {
    free,
    stages: free ? [] : [...stages, ...added],
    refused:
      spoke.some(({ refuse }) => refuse !== undefined) ||
      (facts.kind === 'break-glass' && breakGlass === undefined),
    ticket: spoke.some(({ ticket }) => ticket),
    longestMinutes: Math.min(
      maxDurationMinutes,
      ...spoke.flatMap(({ longestMinutes }) => longestMinutes ?? []),
      ...(facts.kind === 'break-glass' ? [breakGlass?.longestMinutes ?? 0] : []),
    ),
  }
}

function factsOf(state: Snapshot, { id, kind, extendsGrantId }: Asked, terms: TermsState): Facts {
  const before = (one: RequestState) =>
    one.extendsGrantId === extendsGrantId && one.status === 'approved' && one.id !== id
  return {
    kind,
    minutes: terms.durationMinutes,
    level: terms.scope.level,
    prefix: terms.scope.prefix,
    scheduled: terms.startsAt !== null,
    extensionsBefore: extendsGrantId === null ? 0 : state.requests.filter(before).length,
  }
}

// Whoever decides is named by both; as many are needed as the stricter asks for.
function merged(
  lists: readonly OfferedStage[][],
  manager: string | null,
  fallback: readonly string[] | undefined,
): ModelStage[] {
  const longest = Math.max(...lists.map((stages) => stages.length))
  return Array.from({ length: longest }, (_, index) => {
    const here = lists.flatMap((stages) => stages[index] ?? [])
    const required = Math.max(...here.map((stage) => stage.required ?? 1))
    const rules = [...new Set(here.map((stage) => JSON.stringify(whoOf(stage, manager))))].map(
      (text) => JSON.parse(text) as Who,
    )
    return {
      key: JSON.stringify([here.at(-1)?.name, required, rules]),
      required,
      names: (person) =>
        fallback?.some((group) => person.groups.includes(group)) === true ||
        rules.every(
          ({ groups, people }) =>
            groups.some((group) => person.groups.includes(group)) || people.includes(person.handle),
        ),
    }
  })
}

type Who = { groups: string[]; people: string[] }

function whoOf({ approvers }: OfferedStage, manager: string | null): Who {
  return {
    groups: [...new Set([...(approvers.groups ?? []), ...(approvers.owner ? [OWNER] : [])])],
    people: approvers.manager && manager !== null ? [manager] : [],
  }
}

/** The stage that decides next, by index; null when none is left. */
export function openStageOf(
  state: Snapshot,
  request: RequestState,
  stages: readonly ModelStage[],
  memory: Memory,
): number | null {
  const counted = countedOf(state, request, stages, memory)
  const open = stages.findIndex(
    ({ required }, index) => counted.filter((one) => one.index === index).length < required,
  )
  return open === -1 ? null : open
}

/** Which approvals count, each for which stage and by whom. Each human being counts once over all stages. */
export function countedOf(
  state: Snapshot,
  request: RequestState,
  stages: readonly ModelStage[],
  memory: Memory,
): { id: string; index: number; people: PersonState[] }[] {
  const seen: PersonState[] = [personOf(state, request.personId)]
  return approvalsOf(state, request).flatMap((decision) => {
    const index = stages.findIndex(({ key }) => key === memory.get(decision.id))
    const people = peopleOf(state, decision)
    const approver = people.at(-1)
    if (approver === undefined || stages[index]?.names(approver) !== true) return []
    if (people.some((one) => one.suspended || seen.some((other) => isSame(one, other)))) return []
    seen.push(...people)
    return [{ id: decision.id, index, people }]
  })
}

/** Approvals that nobody withdrew, oldest first. */
function approvalsOf(state: Snapshot, request: RequestState): DecisionState[] {
  return state.decisions.filter(
    (one) => one.requestId === request.id && one.withdrawnAt === null && one.outcome === 'approve',
  )
}

/** Who stands behind a decision: whoever made it and, last, for whom. */
export function peopleOf(state: Snapshot, { personId, onBehalfOfId }: DecisionState): PersonState[] {
  return [personId, ...(onBehalfOfId === null ? [] : [onBehalfOfId])].map((id) => personOf(state, id))
}

/** Two accounts with one address are one human being. */
export function isSame(one: PersonState, other: PersonState): boolean {
  return one.id === other.id || one.email === other.email
}

/** The groups that give the role of a requester. */
export const ROLE = ['engineers', 'finance']

/** Whether nothing but time and the holder's own deeds could speak against using a grant now. */
export function mayBeMinted(versions: Versions, state: Snapshot, grantId: string, now: number): boolean {
  const grant = found(
    state.grants.find(({ id }) => id === grantId),
    'grant',
  )
  const holder = personOf(state, grant.personId)
  const current = found(
    state.entitlements.find(({ id }) => id === grant.entitlementId),
    'entitlement',
  )
  const both = [grant.versionId, current.versionId].map((id) => found(versions.get(id), 'version'))
  const { durationMinutes } = JSON.parse(grant.envelope) as { durationMinutes: number }
  return (
    grant.status !== 'ended' &&
    at(grant.startsAt) <= now &&
    now < at(grant.endsAt) &&
    !holder.suspended &&
    !current.withdrawn &&
    ROLE.some((group) => holder.groups.includes(group)) &&
    both.every(
      ({ mayRequest, maxDurationMinutes }) =>
        mayRequest.some((group) => holder.groups.includes(group)) && durationMinutes <= maxDurationMinutes,
    )
  )
}

export function personOf(state: Snapshot, id: string): PersonState {
  return found(
    state.people.find((person) => person.id === id),
    'person',
  )
}

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the model knows no such ${what}`)
  return value
}
