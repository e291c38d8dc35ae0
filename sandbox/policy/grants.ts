import type { Finding } from './findings'
import type { EvaluationRequest } from './types'

/** What the Allow statements of each policy type add up to, before they are combined. */
export interface Grants {
  sameAccount: boolean
  /** The identity policies allow; the root user needs none. */
  identity: boolean
  /** There is no session policy, or it allows. */
  session: boolean
  /** The resource policy allows, whatever principal form it names. */
  resource: boolean
  /** The resource policy allows by the user's or session's ARN, or by `*`. */
  resourceDirect: boolean
  /** The resource policy allows by the role's ARN. */
  resourceByRole: boolean
}

/** Adds up the Allow statements among the findings. */
export function addUp(request: EvaluationRequest, findings: Finding[]): Grants {
  const allows = findings.filter((finding) => finding.effect === 'Allow')
  const from = (source: Finding['source']) => allows.filter((finding) => finding.source === source)
  const reaches = from('resource').map((finding) => finding.reach)
  const { principal, policies, resourceAccount } = request
  return {
    sameAccount: principal.accountId === resourceAccount,
    identity: principal.kind === 'root' || from('identity').length > 0,
    session: policies.session === undefined || from('session').length > 0,
    resource: reaches.length > 0,
    resourceDirect: reaches.includes('direct'),
    resourceByRole: reaches.includes('role'),
  }
}

/** What the caller's own side allows: its identity policies, narrowed by its session policy. */
export function callerSide(grants: Grants): boolean {
  return grants.identity && grants.session
}

/** What the resource policy grants by itself to a caller of the same account. */
export function resourceAlone(grants: Grants): boolean {
  return grants.resourceDirect || (grants.resourceByRole && grants.session)
}
