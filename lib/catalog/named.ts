import type { PeopleRule } from '../identity/schema'
import { groupBy } from '../kernel/group-by'
import type { Named } from './change-schema'
import type { EntitlementDefinition } from './schema'
import { namedAt } from './stricter'

/** Somebody of whom Daypass knows that text means them: by a group, or (`group` null) by their handle. */
export type KnownPerson = { handle: string; name: string; group: string | null }

const SHOWN = 5
const MANAGERS = 'the requesters’ managers'

/** Everybody who may ask. */
export function askersOf(definition: EntitlementDefinition | null): PeopleRule {
  return definition?.mayRequest ?? { groups: [], people: [] }
}

/** Everybody who may decide on some request: at stages, at stages that rules add, and when a request has waited. */
export function decidersOf(definition: EntitlementDefinition | null): PeopleRule {
  if (definition === null) return { groups: [], people: [] }
  const { stages, rules, pending } = definition.approval
  const places = [...stages, ...rules.flatMap((rule) => rule.stages ?? [])].map(({ approvers }) =>
    namedAt(approvers, definition),
  )
  const all = [
    ...places,
    ...(pending.escalate === undefined ? [] : [{ ...pending.escalate.to, manager: false }]),
  ]
  return {
    groups: [
      ...all.flatMap(({ groups }) => groups),
      ...(all.some(({ manager }) => manager) ? [MANAGERS] : []),
    ],
    people: all.flatMap(({ people }) => people),
  }
}

/** Names the people who come to be meant by one rule instead of another, and those who are not any more. Remembers answers. */
export function namerOf(known: readonly KnownPerson[]) {
  const ofGroup = groupBy(known, ({ group }) => group)
  const nameOf = new Map(known.map(({ handle, name }) => [handle, name]))
  const answers = new Map<string, { gain: Named; lose: Named }>()
  const meant = ({ groups, people }: PeopleRule) =>
    new Map([
      ...people.map((handle) => [handle, nameOf.get(handle) ?? handle] as const),
      ...groups.flatMap((group) =>
        (ofGroup.get(group) ?? []).map(({ handle, name }) => [handle, name] as const),
      ),
    ])
  const added = (before: PeopleRule, after: PeopleRule): Named => {
    const were = meant(before)
    const names = [...meant(after)]
      .filter(([handle]) => !were.has(handle))
      .map(([, name]) => name)
      .sort((one, other) => one.localeCompare(other, 'en'))
    const groups = after.groups.filter((group) => !before.groups.includes(group) && !ofGroup.has(group))
    return {
      names: names.slice(0, SHOWN),
      more: Math.max(0, names.length - SHOWN),
      groups: [...new Set(groups)],
    }
  }
  return (before: PeopleRule, after: PeopleRule): { gain: Named; lose: Named } => {
    const key = JSON.stringify([before, after])
    const answer = answers.get(key) ?? { gain: added(before, after), lose: added(after, before) }
    answers.set(key, answer)
    return answer
  }
}
