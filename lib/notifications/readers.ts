import { isSameHuman } from '../identity/index'
import type { NamedPerson } from '../identity/index'
import type { OpenStage } from '../requests/index'
import type { MailKind } from './schema'

/** Who is to be told of an event, and not before when. */
export type Addressees = {
  kind: MailKind
  people: readonly NamedPerson[]
  dueAt?: Date
}

/** Somebody who can decide now, and as what. */
export type Decider = NamedPerson & {
  as: 'approver' | 'fallback' | 'stand-in'
  /** Whose place a stand-in takes. */
  inPlaceOf: string | null
}

/** Everybody who can decide at the open stage, each once: for themselves rather than in somebody's place. */
export function decidersOf({ approvers, fallback, standIns }: OpenStage): Decider[] {
  const all: Decider[] = [
    ...approvers.map((person) => ({ ...person, as: 'approver' as const, inPlaceOf: null })),
    ...fallback.map((person) => ({ ...person, as: 'fallback' as const, inPlaceOf: null })),
    ...standIns.map(({ personId, name, handle, email, forName }) => ({
      ...{ personId, name, handle, email },
      as: 'stand-in' as const,
      inPlaceOf: forName,
    })),
  ]
  return eachOnce(all)
}

/** Each person as they stand first in the list. */
export function eachOnce<Person extends NamedPerson>(people: readonly Person[]): Person[] {
  const found = new Map<string, Person>()
  for (const person of people) {
    const key = person.personId ?? `handle ${person.handle}`
    if (!found.has(key)) found.set(key, person)
  }
  return [...found.values()]
}

/** Those among them who are not this person, by whatever account. */
export function othersThan<Person extends NamedPerson>(
  people: readonly Person[],
  one: { personId: string | null; email: string | null },
): Person[] {
  return people.filter((person) => !isSameHuman(person, one))
}
