import { randomUUID } from 'node:crypto'
import { authenticate } from './authenticate'
import type { Call } from './call'
import { AwsError } from './errors'
import { formFields, type Answer, type HttpRequest } from './http'
import { perform, type Outcome } from './perform'
import { QueryParameters } from './query-parameters'
import type { Sandbox } from './sandbox'
import { element, xmlDocument, type XmlElement } from './xml'

export type QueryService = 'sts' | 'iam'

/** Does the work, and returns the children of `<ActionResult>`; null for an answer without a result. */
export type QueryOperation = (call: Call, parameters: QueryParameters) => XmlElement[] | null

interface ServiceForm {
  version: string
  namespace: string
}

const FORMS: Record<QueryService, ServiceForm> = {
  sts: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  iam: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
}

/** The service whose API version an unsigned request names, if any. */
export function serviceOfVersion(version: string | undefined): QueryService | null {
  if (version === FORMS.sts.version) return 'sts'
  return version === FORMS.iam.version ? 'iam' : null
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
    [...fields].filter(([name]) => name !== 'Action' && name !== 'Version'),
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
      const call: Call = { sandbox, caller, explanation: trace.explanation }
      return renderResult(service, action, operation(call, new QueryParameters(fields)))
    },
  })
}
