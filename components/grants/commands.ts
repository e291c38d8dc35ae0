import type { Relinquish } from './end-grant'
import type { Extend } from './extend-grant'
import type { FillSecretAgain } from './fill-again'
import type { Revoke } from './revoke-grant'

/** What a grant's page can do. */
export type GrantCommands = {
  relinquish: Relinquish
  revoke: Revoke
  extend: Extend
  fillSecretAgain: FillSecretAgain
}
