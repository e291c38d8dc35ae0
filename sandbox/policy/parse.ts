import { PolicyError } from './errors'
import { parseStrictJson } from './json'
import { parseStatement } from './parse-statement'
import type { Policy, PolicyKind, Statement } from './types'
import { isRecord } from './values'

const elements = ['Version', 'Id', 'Statement']

/**
 * Reads a policy document strictly: what is not known here is an error, never ignored. Actions may be unknown, as with AWS.
 * Throws PolicyError: `MalformedPolicy` for a resource policy (S3's code), else `MalformedPolicyDocument`.
 * Rule: IAM User Guide, "Grammar of the IAM JSON policy language". What depends on the world is the caller's to check:
 * lengths, whether a named principal exists, whether a bucket policy stays with its bucket.
 */
export function parsePolicy(text: string, kind: PolicyKind): Policy {
  const document = parseDocument(text, kind)
  const unknown = Object.keys(document).find((element) => !elements.includes(element))
  if (unknown !== undefined)
    throw new PolicyError(kind, `Syntax errors in policy. Unknown element ${unknown}.`)
  const version = parseVersion(document.Version, kind)
  const id = parseId(document.Id, kind)
  const statements = parseStatements(document.Statement, kind, version)
  return { kind, version, ...(id === undefined ? {} : { id }), statements }
}

function parseDocument(text: string, kind: PolicyKind): Record<string, unknown> {
  const notJson =
    kind === 'resource'
      ? "Policies must be valid JSON and the first byte must be '{'"
      : 'Syntax errors in policy. It must be a JSON object.'
  let document: unknown
  try {
    document = parseStrictJson(text)
  } catch (error) {
    throw new PolicyError(kind, `${notJson} (${error instanceof Error ? error.message : 'not JSON'})`)
  }
  if (!isRecord(document)) throw new PolicyError(kind, notJson)
  return document
}

/** Without a Version the older one holds, which knows no policy variables. */
function parseVersion(version: unknown, kind: PolicyKind): Policy['version'] {
  if (version === undefined) return '2008-10-17'
  if (version === '2012-10-17' || version === '2008-10-17') return version
  const words = kind === 'identity' || kind === 'session' ? 'Syntax errors in policy. ' : ''
  throw new PolicyError(kind, `${words}The policy must contain a valid version string`)
}

function parseId(id: unknown, kind: PolicyKind): string | undefined {
  if (id === undefined || typeof id === 'string') return id
  throw new PolicyError(kind, 'Syntax errors in policy. Id must be a string.')
}

function parseStatements(written: unknown, kind: PolicyKind, version: Policy['version']): Statement[] {
  if (written === undefined)
    throw new PolicyError(kind, 'Syntax errors in policy. Missing required field Statement')
  const list: unknown[] = Array.isArray(written) ? written : [written]
  if (list.length === 0) throw new PolicyError(kind, 'Syntax errors in policy. Statement is empty!')
  const statements = list.map((item, index) => parseStatement(item, { kind, version, statement: index + 1 }))
  refuseRepeatedSids(statements, kind)
  return statements
}

function refuseRepeatedSids(statements: Statement[], kind: PolicyKind): void {
  const sids = statements.flatMap((statement) => (statement.sid ? [statement.sid] : []))
  if (new Set(sids).size === sids.length) return
  throw new PolicyError(kind, 'Statement IDs (SID) in a single policy must be unique.')
}
