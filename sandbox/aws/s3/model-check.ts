import { AwsError } from '../errors'
import { readRestInput } from '../model/rest-input'
import { inputOf } from '../model/shapes'
import { violations, type Violation } from '../model/violations'
import { invalidArgument } from './errors'
import type { S3Request } from './request'

type Input = Readonly<Record<string, unknown>>

const LOCATION = 'CreateBucketConfiguration.LocationConstraint'

function locationOf(input: Input): string {
  const configuration = input['CreateBucketConfiguration'] as { LocationConstraint?: string } | undefined
  return configuration?.LocationConstraint ?? ''
}

function malformedXml(): AwsError {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema'
  return new AwsError('MalformedXML', message)
}

function errorInBody({ path }: Violation, input: Input): AwsError {
  if (path === LOCATION) {
    const message = 'The specified location-constraint is not valid'
    return new AwsError('InvalidLocationConstraint', message, 400, { LocationConstraint: locationOf(input) })
  }
  const isWholeBody = path in input
  return isWholeBody ? new AwsError('MissingRequestBodyError', 'Request Body is empty') : malformedXml()
}

/** S3 has no common words for a broken constraint; each parameter has its own error: "Error responses", S3 API reference. */
function errorOf(operation: string, violation: Violation, input: Input): AwsError {
  const [name = ''] = violation.path.split(/[.[]/)
  const member = inputOf('s3', operation).members[name]
  if (member?.location === undefined) return errorInBody(violation, input)
  if (name === 'StorageClass') {
    return new AwsError('InvalidStorageClass', 'The storage class you specified is not valid')
  }
  if (name === 'ChecksumAlgorithm') {
    return new AwsError('InvalidRequest', 'Checksum algorithm provided is unsupported.')
  }
  const parameter = member.locationName ?? name
  return invalidArgument(parameter, String(input[name]), `The value of ${parameter} is not valid.`)
}

/** Throws S3's error for a request that breaks the model of its operation. */
export function checkS3Model(operation: string, { bucket, key, query, headers, body }: S3Request): void {
  const path = new Map(Object.entries({ ...(bucket && { Bucket: bucket }), ...(key && { Key: key }) }))
  const input = readRestInput('s3', operation, { path, query, headers, body })
  if (Object.values(input).includes(null)) throw malformedXml()
  // An empty constraint is us-east-1's, though the model's list does not have it: CreateBucket, S3 API reference.
  const found = violations('s3', operation, input).filter(
    (violation) => violation.path !== LOCATION || locationOf(input) !== '',
  )
  if (found[0]) throw errorOf(operation, found[0], input)
}
