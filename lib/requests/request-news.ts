import { deliveriesOfEnvelope } from '../catalog/index'
import type { JudgedStage, SpokenRule } from '../catalog/index'
import type { Transaction } from '../db/client'
import { isSameHuman, standInsFor } from '../identity/index'
import type { NamedPerson, StandIn } from '../identity/index'
import type { Clouds, PolicySize } from '../ports/cloud'
import { decisionViews } from './decision-views'
import { judgeRequest } from './judge'
import type { JudgedRequest } from './judge'
import { policyForReading } from './policy-text'
import type { DecisionView, Difference, RequestSummary } from './schema'
import { earlierRequests, findRequest } from './store'
import { requestSummary } from './summary'
import { differencesOf } from './terms'
import { unusualAbout } from './unusual'
import { namedByAll, whoCouldDecide } from './who-could-decide'

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
  size: PolicySize
  /** The policy's rules that speak for it, with what each does. */
  spoke: readonly SpokenRule[]
  decisions: readonly DecisionView[]
  /** What approvers made smaller since it was asked. */
  differences: readonly Difference[]
  unusual: readonly string[]
  earlier: { requests: number; approved: number }
  /** The stage that decides next; null when nothing is left to decide. */
  open: OpenStage | null
}

/** A stage that decides next: how many it needs and has, who can, who too since it waited so long, and who in whose place. */
export type OpenStage = {
  index: number
  name: string
  required: number
  approvals: number
  approvers: readonly NamedPerson[]
  fallback: readonly NamedPerson[]
  standIns: readonly StandIn[]
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
  const rows = await earlierRequests(tx, personId, entitlementId, request.createdAt, EARLIER_AT_MOST)
  const approved = rows.filter(({ status }) => status === 'approved')
  const earlier = { requests: rows.length, approved: approved.length }
  const stage = judged.status !== 'pending' || openStage === null ? undefined : stages[openStage]
  return {
    summary: requestSummary(request, now),
    requester: { personId, name: person.name, handle: person.handle, email: person.email },
    deliveries: deliveriesOfEnvelope(envelope),
    notes: evaluation.notes,
    sessionNote: evaluation.sessionNote,
    canOutlive: envelope.canOutlive,
    policyText: policyForReading(clouds.aws, envelope.policy),
    size: evaluation.size,
    spoke: evaluation.spoke,
    decisions: decisionViews(request, decisions),
    differences: differencesOf(asked, terms),
    unusual: unusualAbout(judged, { ...earlier, lastApprovedAt: null }),
    earlier,
    open:
      stage === undefined || openStage === null
        ? null
        : {
            index: openStage,
            name: stage.name,
            required: stage.required,
            approvals: progress.approvals[openStage] ?? 0,
            ...(await whoIsAsked(tx, judged, stage)),
          },
  }
}

async function whoIsAsked(
  tx: Transaction,
  { decisions, requester }: JudgedRequest,
  stage: JudgedStage,
): Promise<Pick<OpenStage, 'approvers' | 'fallback' | 'standIns'>> {
  const decided = decisions
    .filter(({ counted }) => counted !== null)
    .flatMap(({ decision: { person, onBehalfOf } }) => [person, ...(onBehalfOf === null ? [] : [onBehalfOf])])
    .map(({ id, email }) => ({ personId: id, email }))
  const { candidates, standIns } = await whoCouldDecide(tx, stage, requester, decided)
  const excluded = [requester, ...decided]
  const isAsked = (person: { personId: string | null; email: string | null }) =>
    !excluded.some((one) => isSameHuman(one, person))
  const fallback = stage.fallback === undefined ? [] : await namedByAll(tx, stage.fallback)
  const asked = fallback.filter(isAsked)
  const theirs = await standInsFor(
    tx,
    asked.flatMap(({ personId }) => personId ?? []),
  )
  return {
    approvers: candidates,
    fallback: asked,
    standIns: [...standIns, ...theirs.filter(isAsked)],
  }
}
