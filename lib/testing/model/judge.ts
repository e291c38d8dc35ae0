import { OWNER } from './offer'
import type { Facts, Offered, OfferedStage } from './offer'
import { found, personOf } from './people'
import type { PersonState, RequestState, Snapshot, TermsState } from './snapshot'

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
  const keys: string[] = []
  // A stage that stands twice is two stages.
  const keyOf = (text: string) => {
    keys.push(text)
    return `${text} ${String(keys.filter((key) => key === text).length)}`
  }
  return Array.from({ length: longest }, (_, index) => {
    const here = lists.flatMap((stages) => stages[index] ?? [])
    const required = Math.max(...here.map((stage) => stage.required ?? 1))
    const rules = [...new Set(here.map((stage) => JSON.stringify(whoOf(stage, manager))))].map(
      (text) => JSON.parse(text) as Who,
    )
    return {
      key: keyOf(JSON.stringify([here.at(-1)?.name, required, rules])),
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
