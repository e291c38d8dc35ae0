import { randomUUID } from 'node:crypto'
import { authenticate } from './authenticate'
import { connectionKeys } from './connection'
import { AwsError } from './errors'
import { formFields, type Answer, type HttpRequest } from './http'
import type { RegionalCall } from './json/operation'
import { readQueryInput } from './model/query-input'
import { checkModel } from './model/violations'
import { perform, type Outcome } from './perform'
import { QueryParameters } from './query-parameters'
import type { Sandbox } from './sandbox'
import { parseAuthorization } from './sigv4'
import { element, xmlDocument, type XmlElement } from './xml'

export type QueryService = 'sts' | 'iam' | 'ses'

/** Does the work, and returns the children of `<ActionResult>`; null for an answer without a result. */
export type QueryOperation = (call: RegionalCall, parameters: QueryParameters) => XmlElement[] | null

const LONGEST_RECORDED = 20_000

interface ServiceForm {
  version: string
  namespace: string
}

const FORMS: Record<QueryService, ServiceForm> = {
  sts: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  iam: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  ses: { version: '2010-12-01', namespace: 'http://ses.amazonaws.com/doc/2010-12-01/' },
}

/** The service whose API version an unsigned request names, if any. */
export function serviceOfVersion(version: string | undefined): QueryService | null {
  const services = Object.keys(FORMS) as QueryService[]
  return services.find((service) => FORMS[service].version === version) ?? null
}

function answer(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body }
}

function renderResult(service: QueryService, action: string, result: XmlElement[] | null): Answer {
  const requestId = randomUUID()
  const root = element(`${action}Response`, [
    ...(result ? [element(`${action}Result`, result)] : []),
    element('ResponseMetadata', [element('RequestId', requestId)]),
  ])
  return answer(200, requestId, xmlDocument(root, FORMS[service].namespace))
}

export function renderQueryError(service: QueryService, error: AwsError): Answer {
  const requestId = randomUUID()
  const root = element('ErrorResponse', [
    element('Error', [
      element('Type', error.status < 500 ? 'Sender' : 'Receiver'),
      element('Code', error.code),
      element('Message', error.message),
    ]),
    element('RequestId', requestId),
  ])
  return answer(error.status, requestId, xmlDocument(root, FORMS[service].namespace))
}

function findOperation(
  operations: ReadonlyMap<string, QueryOperation>,
  service: QueryService,
  fields: ReadonlyMap<string, string>,
): QueryOperation {
  const action = fields.get('Action')
  if (action === undefined) {
    throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.')
  }
  const version = fields.get('Version') ?? ''
  const operation = operations.get(action)
  if (!operation || version !== FORMS[service].version) {
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version ${version}`)
  }
  return operation
}

/** A mail can have megabytes, and many calls are recorded. */
function shortened(value: string): string {
  return value.length <= LONGEST_RECORDED ? value : `${value.slice(0, LONGEST_RECORDED)}…`
}

/** One request of the query protocol: form or address in, XML out. */
export function handleQuery(
  sandbox: Sandbox,
  service: QueryService,
  operations: ReadonlyMap<string, QueryOperation>,
  request: HttpRequest,
): Outcome {
  const fields = formFields(request)
  const action = fields.get('Action') ?? ''
  const parameters = Object.fromEntries(
    [...fields]
      .filter(([name]) => name !== 'Action' && name !== 'Version')
      .map(([name, value]) => [name, shortened(value)]),
  )
  return perform(sandbox, {
    name: action,
    service,
    parameters,
    renderError: (error) => renderQueryError(service, error),
    run: (trace) => {
      const { caller } = authenticate(sandbox.state, request)
      trace.callerArn = caller.principal.arn
      const operation = findOperation(operations, service, fields)
      checkModel(service, action, readQueryInput(service, action, fields))
      const connection = connectionKeys(request)
      const region = parseAuthorization(request.headers.get('authorization'))?.region ?? ''
      const call: RegionalCall = { sandbox, caller, connection, region, explanation: trace.explanation }
      return renderResult(service, action, operation(call, new QueryParameters(fields)))
    },
  })
}
