import { deliveriesOfEnvelope, envelopeSchema, evaluate, pinnedEntitlement } from '../catalog/index'
import type { Transaction } from '../db/client'
import type { NamedPerson } from '../identity/index'
import type { Clouds } from '../ports/cloud'
import { progressOf } from './evaluate'
import { policyForReading } from './policy-text'
import type { DecisionView, RequestSummary } from './schema'
import { candidatesOf } from './stages'
import { earlierRequests, findRequest } from './store'
import { decisionViews, requestSummary } from './summary'

const EARLIER_AT_MOST = 100

/** A request as mail tells of it: everything needed to decide, and who is waited for. */
export type RequestNews = {
  summary: RequestSummary
  requester: { personId: string; name: string; handle: string; email: string | null }
  /** "console, secret SensitiveS3 (read by EC2Normal)". */
  deliveries: string
  notes: readonly string[]
  sessionNote: string | null
  canOutlive: boolean
  policyText: string
  decisions: readonly DecisionView[]
  earlier: { requests: number; approved: number }
  /** The stage that decides next, with who can; null when nothing is left to decide. */
  open: { index: number; name: string; approvers: readonly NamedPerson[] } | null
}

/** Reads a request for mail, as it stands now. Undefined if there is none. It authorizes nobody: mail goes by name. */
export async function requestNews(
  tx: Transaction,
  clouds: Clouds,
  requestId: string,
): Promise<RequestNews | undefined> {
  const request = await findRequest(tx, requestId)
  if (request === null) return undefined
  const { personId, person, entitlementId } = request
  const entitlement = await pinnedEntitlement(tx, entitlementId, request.entitlementVersionId)
  const envelope = envelopeSchema.parse(JSON.parse(request.envelope))
  const { notes, sessionNote, stages } = evaluate(entitlement, envelope, clouds.aws)
  const { openStage } = progressOf(stages, request.decisions)
  const stage = request.status !== 'pending' || openStage === null ? undefined : stages[openStage]
  const decided = request.decisions.map((one) => ({ personId: one.personId, email: one.person.email }))
  const excluded = [{ personId, email: person.email }, ...decided]
  const earlier = await earlierRequests(tx, personId, entitlementId, request.createdAt, EARLIER_AT_MOST)
  return {
    summary: requestSummary(request),
    requester: { personId, name: person.name, handle: person.handle, email: person.email },
    deliveries: deliveriesOfEnvelope(envelope),
    notes,
    sessionNote,
    canOutlive: envelope.canOutlive,
    policyText: policyForReading(clouds.aws, envelope.policy),
    decisions: decisionViews(
      request,
      stages.map(({ name }) => name),
    ),
    earlier: {
      requests: earlier.length,
      approved: earlier.filter(({ status }) => status === 'approved').length,
    },
    open:
      stage === undefined || openStage === null
        ? null
        : { index: openStage, name: stage.name, approvers: await candidatesOf(tx, stage, excluded) },
  }
}
