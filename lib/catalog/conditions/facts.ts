import type { Delivery } from '../../scopes/deliveries'
import type { Level, Scope } from '../../scopes/schema'

/**
 * What the conditions of an approval policy look at. `declared.ts` says the same in CEL's types; there `start` has
 * besides `day`, `hour`, `minute`, `date` and `month`, as the clocks of `start.zone` show them.
 */
export type PolicyFacts = {
  request: {
    kind: RequestKind
    reason: string
    /** '' if there is none. */
    ticket: string
    deliveries: readonly Delivery[]
    /** How many extensions the grant has had already. */
    extensionsBefore: number
  }
  requester: {
    handle: string
    groups: readonly string[]
    /** A handle; '' if none is known. */
    manager: string
  }
  entitlement: { id: string; name: string; role: string; owner: string; canOutlive: boolean }
  account: {
    id: string
    name: string
    accountId: string
    region: string
    tags: Readonly<Record<string, string>>
  }
  /** `bucket`, `prefix` and `level` are '' for a whole role. */
  scope: { kind: Scope['kind']; bucket: string; prefix: string; level: Level | ''; delete: boolean }
  duration: {
    minutes: number
    /** With what the grant has had so far, for an extension; otherwise the same. */
    totalMinutes: number
  }
  start: {
    at: Date
    /** False if the grant starts with its approval. */
    scheduled: boolean
    /** An IANA zone, as in "Europe/Berlin". */
    zone: string
  }
}

export const requestKinds = ['ordinary', 'extension', 'break-glass'] as const
export type RequestKind = (typeof requestKinds)[number]
