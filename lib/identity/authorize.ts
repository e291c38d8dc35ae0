import { DaypassError } from '../kernel/errors'
import type { Actor, PeopleRule, Role, Standing } from './schema'

/**
 * What can be done, with the facts that decide it. The rooms above compute the facts; the yes or no is said here alone.
 * Every permission is listed, nothing is allowed by default (invariant 10).
 */
export type Permission =
  | { to: 'request'; eligible: boolean }
  | { to: 'see-entitlement'; eligible: boolean }
  /** `told`: whoever hears of broken glass sees it, and no more. */
  | { to: 'see-request'; requesterId: string; namedApprover: boolean; told: boolean }
  | { to: 'cancel-request'; requesterId: string; namedApprover: boolean }
  | { to: 'open-request'; requesterId: string; namedApprover: boolean }
  | {
      to: 'decide'
      requesterId: string
      requesterEmail: string | null
      /** Named at any stage: whoever is sees the request. */
      namedApprover: boolean
      /** Named at the stage that decides next. */
      namedAtStage: boolean
    }
  /** `owner`: of the group that answers for the entitlement and hears of failed deliveries. */
  | { to: 'see-grant'; requesterId: string; namedApprover: boolean; owner: boolean; told: boolean }
  | { to: 'use-grant'; requesterId: string; namedApprover: boolean }
  | { to: 'revoke-grant'; requesterId: string; namedApprover: boolean }
  | { to: 'comment-on-request'; requesterId: string; namedApprover: boolean }
  | { to: 'withdraw-approval'; requesterId: string; namedApprover: boolean; deciderId: string | null }
  | {
      to: 'review'
      requesterId: string
      requesterEmail: string | null
      namedApprover: boolean
      /** Named as a reviewer of break-glass grants, or by the escalation of one that is overdue. */
      namedReviewer: boolean
    }
  | { to: 'read-history' }
  | { to: 'choose-mail'; personId: string }
  /** Name a stand-in for somebody, and see who stands in for them and for whom they do. */
  | { to: 'delegate'; fromPersonId: string }
  | { to: 'end-delegation'; fromPersonId: string; toPersonId: string }
  | { to: 'administer' }

type Answer =
  'yes' | 'hidden' | { code: 'ERR_FORBIDDEN' | 'ERR_NOT_APPROVER' | 'ERR_SELF_APPROVAL'; sentence: string }

/**
 * Returns if the actor may. Otherwise throws `ERR_NOT_FOUND` where the thing is not visible to them, and
 * `ERR_FORBIDDEN`, `ERR_NOT_APPROVER` or `ERR_SELF_APPROVAL` with the reason where it is.
 */
export function authorize(actor: Actor, permission: Permission): void {
  const answer = judge(actor, permission)
  if (answer === 'yes') return
  if (answer === 'hidden') throw notFound()
  throw new DaypassError(answer.code, answer.sentence)
}

/** For display only: the command asks again. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  return judge(actor, permission) === 'yes'
}

/** What is not visible looks like what does not exist. */
export function notFound(): DaypassError {
  return new DaypassError('ERR_NOT_FOUND', 'There is nothing here, or it is not visible to you.')
}

function judge(actor: Actor, permission: Permission): Answer {
  switch (permission.to) {
    case 'request':
    case 'see-entitlement':
      return has(actor, 'requester') && permission.eligible ? 'yes' : 'hidden'
    case 'see-request':
      return permission.told || sees(actor, permission) ? 'yes' : 'hidden'
    case 'see-grant':
      return permission.owner || permission.told || sees(actor, permission) ? 'yes' : 'hidden'
    case 'cancel-request':
      return ownOnly(actor, permission, 'Only the person who asked can cancel a request.')
    case 'open-request':
      return ownOnly(actor, permission, 'Only the person who asked can open what is approved.')
    case 'use-grant':
      return ownOnly(actor, permission, 'Only the person it was granted to can use or end this grant here.')
    case 'revoke-grant':
      return mayRevoke(actor, permission)
    case 'comment-on-request':
      return mayComment(actor, permission)
    case 'withdraw-approval':
      return mayWithdraw(actor, permission)
    case 'review':
      return mayReview(actor, permission)
    case 'decide':
      return mayDecide(actor, permission)
    case 'read-history':
      return has(actor, 'auditor') ? 'yes' : 'hidden'
    case 'choose-mail':
      return permission.personId === actor.personId ? 'yes' : 'hidden'
    case 'delegate':
      return permission.fromPersonId === actor.personId ? 'yes' : 'hidden'
    case 'end-delegation':
      return [permission.fromPersonId, permission.toPersonId].includes(actor.personId) ? 'yes' : 'hidden'
    case 'administer':
      return has(actor, 'administrator') ? 'yes' : 'hidden'
  }
}

function mayDecide(actor: Actor, facts: Extract<Permission, { to: 'decide' }>): Answer {
  if (!sees(actor, facts)) return 'hidden'
  if (isSameHuman({ personId: facts.requesterId, email: facts.requesterEmail }, actor))
    // invariant 5
    return {
      code: 'ERR_SELF_APPROVAL',
      sentence: 'Nobody decides on their own request. Somebody else has to.',
    }
  if (!facts.namedAtStage)
    return {
      code: 'ERR_NOT_APPROVER',
      sentence: 'The policy does not name you as an approver of this request now.',
    }
  return 'yes'
}

type Seen = { requesterId: string; namedApprover: boolean }

function mayRevoke(actor: Actor, facts: Seen): Answer {
  if (!sees(actor, facts)) return 'hidden'
  if (facts.namedApprover || has(actor, 'administrator')) return 'yes'
  const sentence = 'Only approvers of this entitlement and administrators can revoke a grant.'
  return { code: 'ERR_FORBIDDEN', sentence }
}

function mayComment(actor: Actor, facts: Seen): Answer {
  if (!sees(actor, facts)) return 'hidden'
  if (facts.namedApprover || facts.requesterId === actor.personId) return 'yes'
  return { code: 'ERR_FORBIDDEN', sentence: 'Only the requester and the approvers write here.' }
}

function mayWithdraw(actor: Actor, facts: Extract<Permission, { to: 'withdraw-approval' }>): Answer {
  if (!sees(actor, facts)) return 'hidden'
  if (facts.deciderId === actor.personId) return 'yes'
  return { code: 'ERR_FORBIDDEN', sentence: 'There is no approval of yours here to withdraw.' }
}

function mayReview(actor: Actor, facts: Extract<Permission, { to: 'review' }>): Answer {
  if (!facts.namedReviewer && !sees(actor, facts)) return 'hidden'
  if (isSameHuman({ personId: facts.requesterId, email: facts.requesterEmail }, actor))
    // invariant 5
    return { code: 'ERR_SELF_APPROVAL', sentence: 'Nobody reviews their own access. Somebody else has to.' }
  if (facts.namedReviewer) return 'yes'
  return { code: 'ERR_NOT_APPROVER', sentence: 'The policy does not name you as a reviewer of this grant.' }
}

function ownOnly(actor: Actor, facts: Seen, sentence: string): Answer {
  if (!sees(actor, facts)) return 'hidden'
  return facts.requesterId === actor.personId ? 'yes' : { code: 'ERR_FORBIDDEN', sentence }
}

function sees(actor: Actor, facts: Seen): boolean {
  return (
    facts.requesterId === actor.personId ||
    facts.namedApprover ||
    has(actor, 'auditor') ||
    has(actor, 'administrator')
  )
}

function has(actor: Actor, role: Role): boolean {
  return actor.roles.includes(role)
}

type Human = { personId: string | null; email: string | null }

/**
 * Whether two accounts are one human being: another account with the same address is, until shown otherwise
 * (invariant 5). Who has not signed in yet has no `personId`.
 */
export function isSameHuman(one: Human, other: Human): boolean {
  if (one.personId !== null && one.personId === other.personId) return true
  return one.email !== null && one.email.toLowerCase() === other.email?.toLowerCase()
}

/**
 * Whether text names this person: by a group of their sign-in, or by a handle that they alone hold
 * (two holders of one handle match nobody).
 */
export function isNamedBy(person: Standing, rule: PeopleRule): boolean {
  if (rule.groups.some((group) => person.groups.includes(group))) return true
  return person.handleIsUnique && rule.people.includes(person.handle)
}
