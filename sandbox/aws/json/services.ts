import type { JsonOperation } from './operation'

/** A service of the AWS JSON protocol. */
export interface JsonService {
  /** The signing name. */
  name: 'secretsmanager' | 'kms'
  /** What stands before the operation in `X-Amz-Target`. */
  target: string
  /** Members of requests that are never written down. */
  secretMembers: ReadonlySet<string>
  /** What the service calls a fault of its own. */
  internalErrorCode: string
  operations: ReadonlyMap<string, JsonOperation>
}

/** Signing names of the services that speak JSON: their errors have other codes than those of the query protocol. */
export const JSON_SERVICES: ReadonlySet<string> = new Set<JsonService['name']>(['secretsmanager', 'kms'])
