import type { Finding } from './findings'
import type { Decision, EvaluationRequest, MatchedStatement, Verdict } from './types'

/** The outcome of combining the grants: whether they suffice, and in one sentence why. */
export interface Outcome {
  allowed: boolean
  reason: string
}

/** Puts the verdict together; an explicit deny overrides whatever the grants add up to. */
export function conclude(request: EvaluationRequest, findings: Finding[], outcome: Outcome): Verdict {
  const denies = findings.filter((finding) => finding.effect === 'Deny')
  const allows = findings.filter((finding) => finding.effect === 'Allow')
  const decision = decide(denies.length > 0, outcome.allowed)
  const reason = denies.length > 0 ? 'A statement denies it explicitly.' : outcome.reason
  return {
    allowed: decision === 'allow',
    decision,
    explanation: [`${headline(decision, request)} ${reason}`, ...[...denies, ...allows].map(line)],
    matched: { allows: allows.map(toMatched), denies: denies.map(toMatched) },
  }
}

function decide(denied: boolean, allowed: boolean): Decision {
  if (denied) return 'explicit-deny'
  return allowed ? 'allow' : 'implicit-deny'
}

function headline(decision: Decision, { action, principal, resource }: EvaluationRequest): string {
  const who = principal.kind === 'anonymous' ? 'An anonymous caller' : principal.arn
  return `${who} ${decision === 'allow' ? 'may' : 'may not'} perform ${action} on ${resource}.`
}

const reachWords = { account: ' (names the account)', role: ' (names the role)', direct: '' }

function line(finding: Finding): string {
  const { effect, policyIndex, reach, sid, source, statementIndex } = finding
  const policy = source === 'identity' ? `identity policy ${policyIndex + 1}` : `the ${source} policy`
  const statement = `statement ${statementIndex + 1}${sid ? ` "${sid}"` : ''}`
  return `${effect}: ${statement} of ${policy}${reachWords[reach]}`
}

function toMatched({ source, policyIndex, statementIndex, sid, effect }: Finding): MatchedStatement {
  return { source, policyIndex, statementIndex, effect, ...(sid === undefined ? {} : { sid }) }
}
