import type { SystemContext } from '../identity/index'

/** What mail has to work with. */
export type MailContext = SystemContext & {
  /** Whoever is in one of these groups is an administrator. */
  administratorGroups: readonly string[]
}
