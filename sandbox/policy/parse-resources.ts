import { PolicyError, type Place, syntaxError } from './errors'
import { parseTemplate } from './template'
import type { Patterns } from './types'
import { toStrings } from './values'

/** Reads `Resource` or `NotResource`: exactly one of them, but in a trust policy none. */
export function parseResources(written: Record<string, unknown>, place: Place): Patterns | undefined {
  const element = ['Resource', 'NotResource'].find((name) => name in written)
  if (place.kind === 'trust') {
    if (element === undefined) return undefined
    throw new PolicyError('trust', `Has prohibited field ${element}`)
  }
  if (element === undefined) throw new PolicyError(place.kind, missing(place))
  const not = element === 'NotResource'
  if (!not && 'NotResource' in written) throw syntaxError(place, 'it has both Resource and NotResource.')
  const values = toStrings(written[element])
  if (values === undefined) throw syntaxError(place, 'its resources must be a string or a list of strings.')
  for (const resource of values) checkResource(resource, place)
  return { not, values }
}

function missing(place: Place): string {
  return place.kind === 'resource'
    ? 'Missing required field Resource'
    : 'Policy statement must contain resources.'
}

/** Throws unless it is `*` or an ARN of six segments whose variables, if any, stand in the sixth. */
function checkResource(resource: string, place: Place): void {
  if (resource === '*') return
  const [arn, partition = '', service = '', region = '', account = '', ...rest] = resource.split(':')
  const name = rest.join(':')
  if (arn !== 'arn' || name === '') throw refusal(place, `Resource ${resource} must be in ARN format or "*".`)
  if (!/^(\*|aws(-[a-z]+)*)$/.test(partition)) {
    throw refusal(place, `Partition "${partition}" is not valid for resource "${resource}".`)
  }
  if (!/^[a-z0-9-]+$/.test(service)) {
    throw refusal(place, 'Resource vendor must be fully qualified and cannot contain regexes.')
  }
  // "Where you can use policy variables": only after the fifth colon.
  if (!/^[a-z0-9*?-]*:[a-z0-9*?]*$/.test(`${region}:${account}`)) {
    throw refusal(place, `Resource ${resource} has a region or account that is not well formed.`)
  }
  if (parseTemplate(name, place.version) === undefined) {
    throw refusal(place, `Resource ${resource} has a policy variable that is not well formed.`)
  }
  checkService(resource, service, region, place)
}

function checkService(resource: string, service: string, region: string, place: Place): void {
  if (service === 's3' && region !== '')
    throw refusal(place, `Resource ${resource} can not contain region information.`)
  if (service === 'iam' && region !== '') {
    throw refusal(place, `IAM resource ${resource} cannot contain region information.`)
  }
}

/** S3 says no more than its first sentence. */
function refusal(place: Place, message: string): PolicyError {
  return new PolicyError(
    place.kind,
    place.kind === 'resource' ? `Policy has invalid resource. ${message}` : message,
  )
}
