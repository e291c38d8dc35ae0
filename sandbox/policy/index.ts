/** The sandbox's IAM policy language: reading documents strictly, and deciding requests with an explanation. Pure. */
export type {
  Condition,
  ContextValues,
  Decision,
  Effect,
  EvaluationRequest,
  MatchedStatement,
  Patterns,
  Policy,
  PolicyKind,
  PolicySource,
  Principal,
  PrincipalPattern,
  Statement,
  TrustRequest,
  Verdict,
} from './types'
export { PolicyError, type PolicyErrorCode } from './errors'
export { parsePolicy } from './parse'
export { evaluate } from './evaluate'
export { evaluateKey, type KeyRequest } from './evaluate-key'
export { evaluateTrust } from './evaluate-trust'
export { principalContext } from './context'
