import type { PersonState, Snapshot } from './snapshot'

/** Two accounts with one address are one human being. */
export function isSame(one: PersonState, other: PersonState): boolean {
  return one.id === other.id || one.email === other.email
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
