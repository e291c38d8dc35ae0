import type { CallLog } from './call-log'
import type { Faults } from './faults'
import type { State } from './state'

/** Addresses without a trailing slash, known once the servers listen. */
export interface Origins {
  /** API calls and the sign-in endpoint. */
  aws: string
  /** The sign-in endpoint as browsers name it. */
  signin: string
  /** Another site than `signin` as seen from the portal: the console. */
  console: string
}

/** Everything that the operations share. */
export interface Sandbox {
  state: State
  /** To be called after every change of `state`. */
  changed: () => void
  faults: Faults
  calls: CallLog
  origins: Origins
}
