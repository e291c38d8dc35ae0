import type { PeopleRule } from '../identity/schema'

/** Somebody through whom an administrator could gain: themselves, or another account that they act for. */
export type Gainer = {
  handle: string
  groups: readonly string[]
  /** Whether anybody has them as manager. */
  manages: boolean
  /** Who they are, when not the administrator as signed in: "carla, for whom you stand in". */
  as: string | null
}

/** Whether text may mean them. A handle counts also where several hold it: when in doubt it is a gain. */
export function mayBeNamed(gainer: Gainer, { groups, people }: PeopleRule): boolean {
  return people.includes(gainer.handle) || groups.some((group) => gainer.groups.includes(group))
}
