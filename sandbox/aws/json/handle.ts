import { authenticate } from '../authenticate'
import { connectionKeys } from '../connection'
import { AwsError } from '../errors'
import type { Answer, HttpRequest } from '../http'
import { checkModel } from '../model/violations'
import { perform, type Outcome } from '../perform'
import type { Sandbox } from '../sandbox'
import { parseAuthorization } from '../sigv4'
import { serializationError, type JsonOperation } from './operation'
import { renderJsonError, renderResult } from './render'
import type { JsonService } from './services'

/** The request's JSON; a member that is null counts as absent. Throws `SerializationException`. */
function readMembers(body: Buffer): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'), (_key, member: unknown) =>
      member === null ? undefined : member,
    )
  } catch {
    throw serializationError('The request is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw serializationError('The request is not a JSON object.')
  }
  return value as Record<string, unknown>
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function loggedParameters({ body }: HttpRequest, { secretMembers }: JsonService): Record<string, string> {
  try {
    const members = Object.entries(readMembers(body)).filter(([name]) => !secretMembers.has(name))
    return Object.fromEntries(members.map(([name, value]) => [name, shown(value)]))
  } catch {
    return {}
  }
}

function targetOf({ headers }: HttpRequest): string {
  return headers.get('x-amz-target') ?? ''
}

/** `X-Amz-Target` without the service before the dot. */
function operationName(request: HttpRequest): string {
  return targetOf(request).replace(/^.*\./, '')
}

function findOperation({ operations, target }: JsonService, request: HttpRequest): JsonOperation {
  const name = operationName(request)
  const found = operations.get(name)
  const isAskedFor =
    targetOf(request) === `${target}.${name}` && request.method === 'POST' && request.path === '/'
  if (found && isAskedFor) return found
  throw new AwsError(
    'UnknownOperationException',
    `The sandbox does not have the operation ${targetOf(request)}.`,
  )
}

/** One request of the AWS JSON 1.1 protocol. */
export function handleJson(sandbox: Sandbox, service: JsonService, request: HttpRequest): Outcome {
  const name = operationName(request)
  return perform(sandbox, {
    name,
    service: service.name,
    parameters: loggedParameters(request, service),
    renderError: (error): Answer => renderJsonError(error, service.internalErrorCode),
    run: (trace) => {
      const { caller } = authenticate(sandbox.state, request)
      trace.callerArn = caller.principal.arn
      const run = findOperation(service, request)
      const members = readMembers(request.body)
      checkModel(service.name, name, members)
      const region = parseAuthorization(request.headers.get('authorization'))?.region ?? ''
      const connection = connectionKeys(request)
      const call = { sandbox, caller, connection, region, explanation: trace.explanation }
      return renderResult(run(call, members))
    },
  })
}
