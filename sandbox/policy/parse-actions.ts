import { PolicyError, type Place, syntaxError } from './errors'
import type { Patterns } from './types'
import { toStrings } from './values'

const trustActions = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetContext',
  'sts:SetSourceIdentity',
  'sts:TagSession',
].map((action) => action.toLowerCase())

/** Reads `Action` or `NotAction`: exactly one of them must be there. */
export function parseActions(written: Record<string, unknown>, place: Place): Patterns {
  const not = 'NotAction' in written
  if (not && 'Action' in written) throw syntaxError(place, 'it has both Action and NotAction.')
  if (!not && !('Action' in written))
    throw new PolicyError(place.kind, 'Policy statement must contain actions.')
  const values = toStrings(not ? written.NotAction : written.Action)
  if (values === undefined) throw syntaxError(place, 'its actions must be a string or a list of strings.')
  for (const action of values) checkAction(action, place)
  if (place.kind === 'trust' && (not || !values.every(isTrustAction))) {
    throw new PolicyError('trust', 'AssumeRole policy may only specify STS AssumeRole actions.')
  }
  return { not, values }
}

/** The wording is IAM's. An action that no service has is accepted; wildcards are for names, not for the service. */
function checkAction(action: string, place: Place): void {
  if (action === '*' || action === '*:*') return
  const [vendor = '', name, ...more] = action.split(':')
  if (name === undefined) {
    throw new PolicyError(
      place.kind,
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    )
  }
  if (more.length > 0) throw new PolicyError(place.kind, 'Actions/Condition can contain only one colon.')
  if (!/^[A-Za-z0-9-]+$/.test(vendor)) throw new PolicyError(place.kind, `Vendor ${vendor} is not valid`)
  if (!/^[A-Za-z0-9*?_-]+$/.test(name)) throw syntaxError(place, `the action ${action} is not well formed.`)
}

function isTrustAction(action: string): boolean {
  return trustActions.includes(action.toLowerCase())
}
