import { demo } from './demo'

type Fault = 'throttle' | 'error-500' | 'timeout' | 'rubbish' | 'drop-after' | 'hold-after'

/** Makes the next calls of an operation fail. */
export async function orderFault(operation: string, kind: Fault, times = 1): Promise<void> {
  const answer = await fetch(`${demo().aws}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ operation, kind, times }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

export interface RecordedCall {
  operation: string
  status: number
  errorCode: string | null
  parameters: Record<string, string>
}

/** The calls of an operation that the sandbox has answered. */
export async function recordedCalls(operation: string): Promise<RecordedCall[]> {
  const answer = await fetch(`${demo().aws}/_sandbox/calls?operation=${operation}`)
  return ((await answer.json()) as { calls: RecordedCall[] }).calls
}
