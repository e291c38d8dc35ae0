import { deliveriesOfEnvelope } from '../catalog/index'
import type { Transaction } from '../db/client'
import type { NamedPerson, StandIn } from '../identity/index'
import type { Clouds } from '../ports/cloud'
import { decisionViews } from './decision-views'
import { judgeRequest } from './judge'
import { policyForReading } from './policy-text'
import type { DecisionView, Difference, RequestSummary } from './schema'
import { earlierRequests, findRequest } from './store'
import { requestSummary } from './summary'
import { differencesOf } from './terms'
import { unusualAbout } from './unusual'
import { whoCouldDecide } from './who-could-decide'

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
  /** What approvers made smaller since it was asked. */
  differences: readonly Difference[]
  unusual: readonly string[]
  earlier: { requests: number; approved: number }
  /** The stage that decides next, with who can, and who can in whose place; null when nothing is left to decide. */
  open: {
    index: number
    name: string
    approvers: readonly NamedPerson[]
    standIns: readonly StandIn[]
  } | null
}

/** Reads a request for mail, as it stands now. Undefined if there is none. It authorizes nobody: mail goes by name. */
export async function requestNews(
  tx: Transaction,
  clouds: Clouds,
  requestId: string,
): Promise<RequestNews | undefined> {
  const request = await findRequest(tx, requestId)
  if (request === null) return undefined
  const judged = await judgeRequest(tx, { clouds }, request)
  const { asked, terms, envelope, evaluation, stages, progress, decisions, now } = judged
  const { openStage } = progress
  const { personId, person, entitlementId } = request
  const stage = judged.status !== 'pending' || openStage === null ? undefined : stages[openStage]
  const decided = request.decisions
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((one) => ({ personId: one.personId, email: one.person.email }))
  const rows = await earlierRequests(tx, personId, entitlementId, request.createdAt, EARLIER_AT_MOST)
  const approved = rows.filter(({ status }) => status === 'approved')
  const earlier = { requests: rows.length, approved: approved.length }
  const who = stage === undefined ? undefined : await whoCouldDecide(tx, stage, requester, decided)
  return {
    summary: requestSummary(request, now),
    requester: { personId, name: person.name, handle: person.handle, email: person.email },
    deliveries: deliveriesOfEnvelope(envelope),
    notes: evaluation.notes,
    sessionNote: evaluation.sessionNote,
    canOutlive: envelope.canOutlive,
    policyText: policyForReading(clouds.aws, envelope.policy),
    decisions: decisionViews(request, decisions),
    differences: differencesOf(asked, terms),
    unusual: unusualAbout(judged, { ...earlier, lastApprovedAt: null }),
    earlier,
    open:
      stage === undefined || openStage === null || who === undefined
        ? null
        : { index: openStage, name: stage.name, approvers: who.candidates, standIns: who.standIns },
  }
}
