import type { Call } from '../aws/call'
import { sandboxNow } from '../aws/clock'
import { AwsError } from '../aws/errors'

/** One call that the console makes for its viewer: the same code and the same judgement as over the API. */
export interface Attempt<Result> {
  operation: string
  parameters: Record<string, string>
  run: (call: Call) => Result
}

/** The result, or AWS's refusal; recorded either way. */
export function attempt<Result>(
  { sandbox, caller, connection }: Omit<Call, 'explanation'>,
  { operation, parameters, run }: Attempt<Result>,
): Result | AwsError {
  const explanation: string[] = []
  const record = (status: number, errorCode: string | null) => {
    const time = sandboxNow(sandbox.state).toISOString()
    const callerArn = caller.principal.arn
    sandbox.calls.add({ operation, time, callerArn, parameters, status, errorCode, explanation })
  }
  try {
    const result = run({ sandbox, caller, connection, explanation })
    record(200, null)
    return result
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    record(error.status, error.code)
    return error
  }
}
