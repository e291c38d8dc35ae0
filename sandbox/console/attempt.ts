import type { Call } from '../aws/call'
import type { Caller } from '../aws/caller'
import { sandboxNow } from '../aws/clock'
import { AwsError } from '../aws/errors'
import type { Sandbox } from '../aws/sandbox'

/** One call that the console makes for its viewer: the same code and the same judgement as over the API. */
export interface Attempt<Result> {
  operation: string
  parameters: Record<string, string>
  run: (call: Call) => Result
}

/** The result, or AWS's refusal; recorded either way. */
export function attempt<Result>(
  sandbox: Sandbox,
  caller: Caller,
  { operation, parameters, run }: Attempt<Result>,
): Result | AwsError {
  const explanation: string[] = []
  const record = (status: number, errorCode: string | null) => {
    const time = sandboxNow(sandbox.state).toISOString()
    const callerArn = caller.principal.arn
    sandbox.calls.add({ operation, time, callerArn, parameters, status, errorCode, explanation })
  }
  try {
    const result = run({ sandbox, caller, explanation })
    record(200, null)
    return result
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    record(error.status, error.code)
    return error
  }
}
