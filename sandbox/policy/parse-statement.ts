import { PolicyError, type Place, syntaxError } from './errors'
import { parseActions } from './parse-actions'
import { parseConditions } from './parse-conditions'
import { parsePrincipals } from './parse-principals'
import { parseResources } from './parse-resources'
import type { Effect, PolicyKind, PrincipalPattern, Statement } from './types'
import { isRecord } from './values'

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]

/** Reads one statement; which elements it must and must not have follows from the kind of policy. */
export function parseStatement(written: unknown, place: Place): Statement {
  if (!isRecord(written)) throw syntaxError(place, 'it must be an object.')
  const unknown = Object.keys(written).find((element) => !elements.includes(element))
  if (unknown !== undefined) throw syntaxError(place, `unknown element ${unknown}.`)
  const sid = parseSid(written.Sid, place)
  const effect = parseEffect(written.Effect, place)
  const principals = parsePrincipalElement(written, effect, place)
  const resources = parseResources(written, place)
  return {
    ...(sid === undefined ? {} : { sid }),
    effect,
    ...principals,
    actions: parseActions(written, place),
    ...(resources === undefined ? {} : { resources }),
    conditions: parseConditions(written.Condition, place),
  }
}

/** IAM allows letters and digits alone; services with resource policies allow spaces and more (grammar notes). */
function parseSid(sid: unknown, place: Place): string | undefined {
  if (sid === undefined) return undefined
  if (typeof sid !== 'string') throw syntaxError(place, 'Sid must be a string.')
  if (place.kind === 'resource' || /^[A-Za-z0-9]*$/.test(sid)) return sid
  throw syntaxError(place, `the Sid "${sid}" may hold letters and digits only.`)
}

function parseEffect(effect: unknown, place: Place): Effect {
  if (effect === 'Allow' || effect === 'Deny') return effect
  if (effect === undefined) throw syntaxError(place, 'Missing required field Effect')
  throw syntaxError(place, `Invalid effect: ${JSON.stringify(effect)}`)
}

function parsePrincipalElement(
  written: Record<string, unknown>,
  effect: Effect,
  place: Place,
): Pick<Statement, 'principals' | 'notPrincipals'> {
  if (takesNoPrincipal(place.kind)) {
    if (!('Principal' in written || 'NotPrincipal' in written)) return {}
    throw new PolicyError(place.kind, 'Policy document should not specify a principal.')
  }
  if ('NotPrincipal' in written) return { notPrincipals: parseNotPrincipal(written, effect, place) }
  if (written.Principal === undefined) throw new PolicyError(place.kind, 'Missing required field Principal')
  return { principals: parsePrincipals(written.Principal, place) }
}

function takesNoPrincipal(kind: PolicyKind): boolean {
  return kind === 'identity' || kind === 'session'
}

/** Rule: "AWS JSON policy elements: NotPrincipal": not in trust policies, and with Deny alone. */
function parseNotPrincipal(
  written: Record<string, unknown>,
  effect: Effect,
  place: Place,
): PrincipalPattern[] {
  if (place.kind === 'trust') {
    throw new PolicyError('trust', 'AssumeRole policy must not contain NotPrincipal field.')
  }
  if ('Principal' in written) throw syntaxError(place, 'it has both Principal and NotPrincipal.')
  if (effect === 'Allow') {
    throw new PolicyError(place.kind, 'Allow with NotPrincipal is not allowed.')
  }
  return parsePrincipals(written.NotPrincipal, place)
}
