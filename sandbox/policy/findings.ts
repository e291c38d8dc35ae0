import type { Reach } from './principal-match'
import { RequestContext } from './request-context'
import { applies, type Question } from './statement-match'
import type { EvaluationRequest, MatchedStatement, Policy, PolicySource } from './types'

/** A statement that applies, with how it names the caller. */
export interface Finding extends MatchedStatement {
  reach: Reach
}

/** All statements that apply to the request, from every policy, in the order identity, session, resource. */
export function findApplicable(request: EvaluationRequest): Finding[] {
  const { identity, session, resource } = request.policies
  const question: Question = {
    action: request.action,
    resource: request.resource,
    principal: request.principal,
    context: new RequestContext(request.context),
  }
  return [
    ...findIn('identity', identity, question),
    ...findIn('session', session === undefined ? [] : [session], question),
    ...findIn('resource', resource === undefined ? [] : [resource], question),
  ]
}

function findIn(source: PolicySource, policies: Policy[], question: Question): Finding[] {
  return policies.flatMap((policy, policyIndex) =>
    policy.statements.flatMap((statement, statementIndex): Finding[] => {
      const reach = applies(statement, question, policy.version)
      if (reach === undefined) return []
      const { effect, sid } = statement
      return [{ source, policyIndex, statementIndex, effect, reach, ...(sid === undefined ? {} : { sid }) }]
    }),
  )
}
