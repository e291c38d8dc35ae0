import type { Actor } from '../identity/index'

/** Whether somebody has proved to the identity provider who they are within so many minutes; null: it does not matter. */
export function isFresh(
  { authenticatedAt }: Pick<Actor, 'authenticatedAt'>,
  withinMinutes: number | null,
  now: Date,
): boolean {
  return withinMinutes === null || now.getTime() - authenticatedAt.getTime() <= withinMinutes * 60_000
}
