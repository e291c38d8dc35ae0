import { authenticate, authenticatePresigned, type Authenticated } from '../authenticate'
import { ANONYMOUS } from '../caller'
import { connectionKeys } from '../connection'
import { AwsError } from '../errors'
import type { HttpRequest } from '../http'
import { perform, type Outcome } from '../perform'
import { isPresigned } from '../presigned'
import type { Sandbox } from '../sandbox'
import { renderS3Error } from './errors'
import { readS3Request, type S3Request } from './request'
import { findRoute } from './router'

/** Signature Version 2 in the address is taken nowhere any more. */
function refuseOldSignature({ query }: HttpRequest): void {
  if (!query.some(([name]) => name === 'AWSAccessKeyId')) return
  const message =
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.'
  throw new AwsError('InvalidRequest', message)
}

/** S3 serves unsigned requests too, to whoever the bucket policy lets in. */
function identify(sandbox: Sandbox, request: HttpRequest): Authenticated {
  if (isPresigned(request)) return authenticatePresigned(sandbox.state, request)
  if (request.headers.has('authorization')) return authenticate(sandbox.state, request)
  refuseOldSignature(request)
  return { caller: ANONYMOUS, body: request.body }
}

function checkExpectedOwner(sandbox: Sandbox, { bucket, headers }: S3Request): void {
  const expected = headers.get('x-amz-expected-bucket-owner')
  const owner = sandbox.state.buckets.get(bucket)?.accountId
  if (expected !== undefined && owner !== undefined && expected !== owner) {
    throw new AwsError('AccessDenied', 'Access Denied', 403)
  }
}

function loggedParameters({ bucket, key, query }: S3Request): Record<string, string> {
  const shown = [...query].filter(([name]) => !name.toLowerCase().startsWith('x-amz-'))
  return { ...Object.fromEntries(shown), ...(bucket && { Bucket: bucket }), ...(key && { Key: key }) }
}

/** One request of S3's REST protocol. */
export function handleS3(sandbox: Sandbox, http: HttpRequest): Outcome {
  const request = readS3Request(http)
  const { name, operation } = findRoute(http.method, request)
  return perform(sandbox, {
    name,
    service: 's3',
    parameters: loggedParameters(request),
    renderError: (error) => renderS3Error(error, http.path),
    run: (trace) => {
      const { caller, body } = identify(sandbox, http)
      trace.callerArn = caller.principal.arn
      checkExpectedOwner(sandbox, request)
      const connection = connectionKeys(http)
      const call = { sandbox, caller, connection, explanation: trace.explanation }
      return operation(call, { ...request, body })
    },
  })
}
