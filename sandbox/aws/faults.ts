import { AwsError } from './errors'

export const FAULT_KINDS = [
  'throttle',
  'error-500',
  'timeout',
  'rubbish',
  'drop-after',
  'hold-after',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** Failures that a test has ordered for the next calls of an operation. */
export class Faults {
  private readonly pending = new Map<string, { kind: FaultKind; times: number }>()

  /** Replaces what was ordered for the operation; 0 times takes it back. */
  order(operation: string, kind: FaultKind, times: number): void {
    if (times === 0) this.pending.delete(operation)
    else this.pending.set(operation, { kind, times })
  }

  /** The fault of this call, counted down. */
  take(operation: string): FaultKind | null {
    const fault = this.pending.get(operation)
    if (!fault) return null
    fault.times -= 1
    if (fault.times === 0) this.pending.delete(operation)
    return fault.kind
  }
}

/** AWS's own answers for the two faults that are answers. */
export function faultError(kind: 'throttle' | 'error-500', service: string): AwsError {
  if (kind === 'error-500') {
    const message = 'The request processing has failed because of an unknown error, exception or failure.'
    return new AwsError(service === 's3' ? 'InternalError' : 'InternalFailure', message, 500)
  }
  return service === 's3'
    ? new AwsError('SlowDown', 'Please reduce your request rate.', 503)
    : new AwsError('Throttling', 'Rate exceeded')
}
