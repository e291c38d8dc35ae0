import { PolicyError, type Place } from './errors'
import type { PrincipalPattern } from './types'
import { isRecord, toStrings } from './values'

/** Role paths and names are one pattern here: whether the principal exists is not for the grammar to say. */
const name = '[A-Za-z0-9+=,.@_-]+'
const accountArn = /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):root$/
const entityArn = new RegExp(
  `^arn:aws(-[a-z]+)*:(iam::\\d{12}:(user|role)/([!-~]+/)?${name}|sts::\\d{12}:(assumed-role/${name}/${name}|federated-user/${name}))$`,
)

/**
 * Reads `Principal` or `NotPrincipal`: `"*"`, or an object with `AWS`, `Service` or (in a trust policy) `Federated`.
 * Rule: IAM User Guide, "AWS JSON policy elements: Principal": `*` stands alone, never as part of a name or ARN.
 */
export function parsePrincipals(written: unknown, place: Place): PrincipalPattern[] {
  if (written === '*') return [{ type: 'everyone' }]
  if (!isRecord(written) || Object.keys(written).length === 0) throw invalid(place, JSON.stringify(written))
  return Object.entries(written).flatMap(([type, value]) => {
    const values = toStrings(value)
    if (values === undefined) throw invalid(place, `"${type}":${JSON.stringify(value)}`)
    return values.map((item) => {
      const pattern = parsePrincipal(type, item, place)
      if (pattern === undefined) throw invalid(place, `"${type.toUpperCase()}":"${item}"`)
      return pattern
    })
  })
}

function parsePrincipal(type: string, value: string, place: Place): PrincipalPattern | undefined {
  if (type === 'AWS') return parseAwsPrincipal(value)
  if (type === 'Service' && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(value)) {
    return { type: 'service', name: value }
  }
  if (type === 'Federated' && place.kind === 'trust' && isProvider(value))
    return { type: 'federated', name: value }
  return undefined
}

function parseAwsPrincipal(value: string): PrincipalPattern | undefined {
  if (value === '*') return { type: 'everyone' }
  const accountId = /^\d{12}$/.test(value) ? value : accountArn.exec(value)?.[1]
  if (accountId !== undefined) return { type: 'account', accountId }
  return entityArn.test(value) && !/[*?]/.test(value) ? { type: 'arn', arn: value } : undefined
}

function isProvider(value: string): boolean {
  return (
    /^arn:aws(-[a-z]+)*:iam::\d{12}:(saml|oidc)-provider\/[!-~]+$/.test(value) ||
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value)
  )
}

function invalid(place: Place, what: string): PolicyError {
  return new PolicyError(place.kind, `Invalid principal in policy: ${what}`)
}
