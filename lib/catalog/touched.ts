import type { Standing } from '../identity/schema'
import type { Touched, TouchedThing } from './change-schema'
import { isStillEligible } from './eligibility'
import type { Wish } from './envelope'
import { evaluateOffer } from './evaluate'
import type { PolicyCompiler } from './evaluate'
import type { EntitlementVersion, PinnedEntitlement } from './schema'

/** A grant that has not ended, or a request that is pending, with what decides whether a change has a consequence for it. */
export type Touchable = {
  id: string
  entitlementId: string
  versionId: string
  personName: string
  person: Standing
  /** When the grant ends or the request lapses, if nothing happens. */
  until: Date
  wish: Wish
}

/** The current version of an entitlement and whether it is withdrawn. */
export type Current = { version: EntitlementVersion; withdrawn: boolean }

const SHOWN = 5

type Judged = { pinned: EntitlementVersion; before: Current; after: Current; compiler: PolicyCompiler }

/** What a change does to a running grant: it stops minting, or mints again. Null if nothing. */
export function grantConsequence(grant: Touchable, judged: Judged): string | null {
  const [was, is] = obstaclesOf(grant, judged)
  if (was === null && is !== null) return `Nothing is issued any more: ${is}`
  return was !== null && is === null ? 'It issues again what had stopped.' : null
}

/** What a change does to a pending request: it cannot be approved any more or can again, or is judged by other stages. */
export function requestConsequence(request: Touchable, judged: Judged): string | null {
  const [was, is] = obstaclesOf(request, judged)
  if (was === null && is !== null) return `It cannot be approved any more: ${is}`
  if (is !== null) return null
  if (was !== null) return 'It can be approved again.'
  const policies = [judged.before, judged.after].map(({ version }) =>
    JSON.stringify(version.definition.approval),
  )
  return policies[0] === policies[1]
    ? null
    : 'Its approval policy becomes another one: the stricter of both decides from then on.'
}

function obstaclesOf(thing: Touchable, { pinned, before, after, compiler }: Judged): (string | null)[] {
  return [before, after].map(({ version, withdrawn }) =>
    obstacle(thing, { pinned, current: version, withdrawn }, compiler),
  )
}

/** What speaks against issuing, by the same judgement that issuing makes. */
function obstacle(
  { person, wish }: Touchable,
  entitlement: PinnedEntitlement,
  compiler: PolicyCompiler,
): string | null {
  if (entitlement.withdrawn) return 'the entitlement is withdrawn.'
  if (!isStillEligible(person, entitlement)) return 'this person may not ask for it any more.'
  return evaluateOffer(entitlement, wish, compiler).problems[0]?.sentence ?? null
}

/** Those for which there is a consequence: how many, and the first few. */
export function touchedOf(
  things: readonly Touchable[],
  consequenceOf: (thing: Touchable) => string | null,
): Touched {
  const touched = things.flatMap((thing): TouchedThing[] => {
    const consequence = consequenceOf(thing)
    const { id, personName, until } = thing
    return consequence === null ? [] : [{ id, personName, until: until.toISOString(), consequence }]
  })
  return { count: touched.length, shown: touched.slice(0, SHOWN) }
}
