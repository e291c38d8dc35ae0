import { authError } from './auth-errors'
import { handleControl, isControlPath } from './control'
import { AwsError } from './errors'
import { formFields, isLoopbackHost, type Answer, type HttpRequest } from './http'
import { iamOperations } from './iam'
import { handleJson } from './json/handle'
import { renderJsonError } from './json/render'
import type { JsonService } from './json/services'
import { kms } from './kms'
import type { Outcome } from './perform'
import { handleQuery, renderQueryError, serviceOfVersion, type QueryService } from './query'
import { presignedService } from './presigned'
import { handleS3 } from './s3'
import { bucketOfHost } from './s3/host'
import type { Sandbox } from './sandbox'
import { secretsManager } from './secretsmanager'
import { sesOperations } from './ses'
import { parseAuthorization } from './sigv4'
import { handleSignin, isSigninPath } from './signin'
import { stsOperations } from './sts'

const OPERATIONS = { sts: stsOperations, iam: iamOperations, ses: sesOperations }
const JSON_SERVICES: ReadonlyMap<string, JsonService> = new Map([
  ['secretsmanager', secretsManager],
  ['kms', kms],
])

/** A service that the sandbox lacks answers in the form its clients read, never with a success. */
function unknownService(request: HttpRequest, service: string): Answer {
  const message = `The sandbox does not have the service ${service}.`
  if (request.headers.has('x-amz-target')) {
    return renderJsonError(new AwsError('UnknownOperationException', message))
  }
  return renderQueryError('sts', new AwsError('InvalidAction', message))
}

/** Requests of the query protocol are recognised unsigned too, by the API version that they name. */
function unsignedQueryService(request: HttpRequest): QueryService | null {
  if (request.path !== '/') return null
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  if (request.method === 'POST' && !isForm) return null
  const fields = formFields(request)
  return fields.has('Action') ? (serviceOfVersion(fields.get('Version')) ?? 'sts') : null
}

function signedRoute(sandbox: Sandbox, request: HttpRequest, service: string): Outcome {
  if (service === 's3') return handleS3(sandbox, request)
  const json = JSON_SERVICES.get(service)
  if (json) return handleJson(sandbox, json, request)
  if (service !== 'sts' && service !== 'iam' && service !== 'ses') return unknownService(request, service)
  if (request.path !== '/') return renderQueryError(service, new AwsError('InvalidAction', 'Not Found', 404))
  return handleQuery(sandbox, service, OPERATIONS[service], request)
}

/** One port for all: the signature's scope names the service; the rest goes by path. */
export function route(sandbox: Sandbox, request: HttpRequest): Outcome {
  const authorization = parseAuthorization(request.headers.get('authorization'))
  if (authorization) return signedRoute(sandbox, request, authorization.service)
  if (presignedService(request) === 's3' || bucketOfHost(request.headers.get('host')) !== undefined) {
    return handleS3(sandbox, request)
  }
  if (isControlPath(request.path)) return handleControl(sandbox, request)
  if (isSigninPath(request.path)) {
    if (!isLoopbackHost(request.headers.get('host'))) return { status: 403, body: 'Loopback names only.' }
    return handleSignin(sandbox, request)
  }
  const query = unsignedQueryService(request)
  if (query) return handleQuery(sandbox, query, OPERATIONS[query], request)
  if (request.headers.has('x-amz-target')) return renderJsonError(authError('kms', 'missing'))
  return handleS3(sandbox, request)
}
