import { matchesResourceArn } from './arn'
import { holds } from './condition'
import { isExcepted, type Reach, reachOf } from './principal-match'
import type { RequestContext } from './request-context'
import { expand, parseTemplate, toGlob } from './template'
import type { Patterns, Policy, Principal, Statement } from './types'
import { matchesGlob } from './wildcard'

/** The request, with its condition keys ready to be looked up. */
export interface Question {
  action: string
  resource: string
  principal: Principal
  context: RequestContext
}

/** Whether a statement applies, and how its `Principal` names the caller (`direct` where it has none). */
export function applies(
  statement: Statement,
  question: Question,
  version: Policy['version'],
): Reach | undefined {
  const { action, context, principal, resource } = question
  const reach = reachOfStatement(statement, principal)
  const applicable =
    coversAction(statement.actions, action) &&
    coversResource(statement.resources, resource, context, version) &&
    statement.conditions.every((condition) => holds(condition, context, version))
  return applicable ? reach : undefined
}

function reachOfStatement({ principals, notPrincipals }: Statement, principal: Principal): Reach | undefined {
  if (notPrincipals !== undefined) return isExcepted(notPrincipals, principal) ? undefined : 'direct'
  return principals === undefined ? 'direct' : reachOf(principals, principal)
}

/** Actions are compared without regard to case (IAM User Guide, "IAM JSON policy elements: Action"). */
function coversAction(actions: Patterns, action: string): boolean {
  const wanted = action.toLowerCase()
  return actions.not !== actions.values.some((value) => matchesAction(value.toLowerCase(), wanted))
}

function matchesAction(pattern: string, action: string): boolean {
  const template = parseTemplate(pattern, '2008-10-17')
  return template !== undefined && matchesGlob(toGlob(template), action)
}

/** A trust policy's statements have no resources: they are about their role. */
function coversResource(
  resources: Patterns | undefined,
  arn: string,
  context: RequestContext,
  version: Policy['version'],
): boolean {
  if (resources === undefined) return true
  const matches = resources.values.map((value) => matchesResource(value, arn, context, version))
  // "Principal key values": a variable without a value makes the statement invalid, so NotResource covers nothing.
  if (resources.not && matches.includes(undefined)) return false
  return resources.not !== matches.includes(true)
}

/** Undefined when a variable has no value. */
function matchesResource(
  written: string,
  arn: string,
  context: RequestContext,
  version: Policy['version'],
): boolean | undefined {
  const template = parseTemplate(written, version)
  const expanded = template && expand(template, context)
  return expanded && matchesResourceArn(toGlob(expanded), arn)
}
