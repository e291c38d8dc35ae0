/** What was asked of the sandbox and what it answered, for tests that check the cloud's side. Never a secret. */
export interface RecordedCall {
  operation: string
  /** Sandbox time, ISO 8601. */
  time: string
  callerArn: string | null
  parameters: Record<string, string>
  status: number | null
  /** The AWS error code, or null when the call succeeded. */
  errorCode: string | null
  /** The evaluator's lines. */
  explanation: string[]
}

const KEPT = 2000

export class CallLog {
  private readonly calls: RecordedCall[] = []

  add(call: RecordedCall): void {
    this.calls.push(call)
    if (this.calls.length > KEPT) this.calls.shift()
  }

  /** Oldest first. */
  list(operation?: string): RecordedCall[] {
    return this.calls.filter((call) => operation === undefined || call.operation === operation)
  }
}
