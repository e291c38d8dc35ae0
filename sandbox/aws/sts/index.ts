import type { QueryOperation } from '../query'
import { assumeRole } from './assume-role'
import { getCallerIdentity } from './get-caller-identity'

export const stsOperations: ReadonlyMap<string, QueryOperation> = new Map([
  ['AssumeRole', assumeRole],
  ['GetCallerIdentity', getCallerIdentity],
])
