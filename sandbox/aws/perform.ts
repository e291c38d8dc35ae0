import { sandboxNow } from './clock'
import { AwsError } from './errors'
import { faultError } from './faults'
import type { Answer } from './http'
import type { JsonService } from './json/services'
import { reportFault } from './report-fault'
import type { Sandbox } from './sandbox'

/** `hold` never answers; `drop` closes the connection. */
export type Outcome = Answer | 'hold' | 'drop'

/** What is known of a call so far, filled while it runs and recorded at its end. */
export interface Trace {
  callerArn: string | null
  explanation: string[]
}

export interface Operation {
  name: string
  service: 'sts' | 'iam' | 's3' | 'signin' | 'ses' | JsonService['name']
  /** Without secrets. */
  parameters: Record<string, string>
  run: (trace: Trace) => Answer
  renderError: (error: AwsError) => Answer
}

function errorOf(thrown: unknown, service: string): AwsError {
  if (thrown instanceof AwsError) return thrown
  reportFault(thrown)
  return faultError('error-500', service)
}

/** Runs one operation: an ordered fault first, AWS errors rendered in the service's own form, everything recorded. */
export function perform(sandbox: Sandbox, operation: Operation): Outcome {
  const trace: Trace = { callerArn: null, explanation: [] }
  const record = (status: number | null, errorCode: string | null) => {
    const { name, parameters } = operation
    const time = sandboxNow(sandbox.state).toISOString()
    sandbox.calls.add({ operation: name, time, parameters, status, errorCode, ...trace })
  }
  const fail = (error: AwsError): Answer => {
    record(error.status, error.code)
    return operation.renderError(error)
  }
  const fault = sandbox.faults.take(operation.name)
  if (fault === 'throttle' || fault === 'error-500') return fail(faultError(fault, operation.service))
  if (fault === 'timeout') {
    record(null, 'timeout')
    return 'hold'
  }
  if (fault === 'rubbish') {
    record(200, 'rubbish')
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: '<<< this is not an answer {"' }
  }
  try {
    const answer = operation.run(trace)
    record(answer.status, null)
    if (fault === 'drop-after') return 'drop'
    return fault === 'hold-after' ? 'hold' : answer
  } catch (thrown) {
    return fail(errorOf(thrown, operation.service))
  }
}
