import type { Transaction } from '../../db/client'

type Stored<Columns extends string, More = object> = Record<Columns, string> & { id: string } & More

/** Times are ISO 8601 texts as PostgreSQL writes them into JSON; compare them by `at`. */
export type RequestState = Stored<
  | 'kind'
  | 'personId'
  | 'entitlementId'
  | 'versionId'
  | 'status'
  | 'envelope'
  | 'envelopeHash'
  | 'createdAt'
  | 'lapsesAt',
  TermsState & {
    closedAt: string | null
    remindedAt: string | null
    escalatedAt: string | null
    extendsGrantId: string | null
    reason: string
    ticket: string | null
  }
>
export type TermsState = {
  scope: { bucket: string; prefix: string; level: string; delete: boolean }
  durationMinutes: number
  startsAt: string | null
  envelope: string
  envelopeHash: string
}
export type NarrowingState = TermsState & {
  id: string
  requestId: string
  decisionId: string
  createdAt: string
}
export type DecisionState = {
  id: string
  requestId: string
  personId: string
  onBehalfOfId: string | null
  stageIndex: number
  outcome: 'approve' | 'deny'
  envelopeHash: string
  decidedAt: string
  withdrawnAt: string | null
}
export type GrantState = TermsState & {
  id: string
  requestId: string
  personId: string
  entitlementId: string
  versionId: string
  status: 'scheduled' | 'active' | 'ended'
  startsAt: string
  endsAt: string
  endedAt: string | null
  endReason: string | null
}
export type ReviewState = {
  requestId: string
  grantId: string
  dueAt: string
  escalatedAt: string | null
  outcome: string | null
  reviewerId: string | null
}
export type HoldState = { grantId: string; name: string; startsAt: string; endsAt: string; attemptId: string }
export type DelegationState = {
  id: string
  fromId: string
  toId: string
  startsAt: string
  endsAt: string
  endedAt: string | null
}
export type PersonState = {
  id: string
  handle: string
  email: string
  managerHandle: string | null
  groups: string[]
  suspended: boolean
}
export type EventState = {
  id: string
  type: string
  requestId: string | null
  grantId: string | null
  about: object
}

/** All that the model judges, read at one moment. */
export type Snapshot = {
  now: string
  requests: RequestState[]
  narrowings: NarrowingState[]
  decisions: DecisionState[]
  messages: { id: string; requestId: string; personId: string; body: string }[]
  grants: GrantState[]
  reviews: ReviewState[]
  holds: HoldState[]
  delegations: DelegationState[]
  people: PersonState[]
  entitlements: { id: string; versionId: string; withdrawn: boolean }[]
  events: EventState[]
  /** The ids of the events for which a `react` job waits. */
  jobs: string[]
}

/** Milliseconds of a stored time. */
export function at(time: string): number {
  return new Date(time).getTime()
}

/** What is decided on: what was asked for, or the last narrowing of it. */
export function termsIn(state: Snapshot, request: RequestState): TermsState {
  return state.narrowings.findLast((one) => one.requestId === request.id) ?? request
}

const SNAPSHOT = `
  select jsonb_build_object(
    'now', daypass_now(),
    'requests', (select coalesce(jsonb_agg(x order by x."createdAt", x.id), '[]') from (
      select id, kind, person_id as "personId", entitlement_id as "entitlementId", entitlement_version_id as "versionId",
        status, scope, duration_minutes as "durationMinutes", starts_at as "startsAt", envelope, envelope_hash as "envelopeHash",
        created_at as "createdAt", closed_at as "closedAt", lapses_at as "lapsesAt", reminded_at as "remindedAt",
        escalated_at as "escalatedAt", extends_grant_id as "extendsGrantId", reason, ticket from requests) x),
    'narrowings', (select coalesce(jsonb_agg(x order by x."createdAt", x.id), '[]') from (
      select id, request_id as "requestId", decision_id as "decisionId", scope, duration_minutes as "durationMinutes",
        starts_at as "startsAt", envelope, envelope_hash as "envelopeHash", created_at as "createdAt" from narrowings) x),
    'decisions', (select coalesce(jsonb_agg(x order by x."decidedAt", x.id), '[]') from (
      select id, request_id as "requestId", person_id as "personId", on_behalf_of_id as "onBehalfOfId",
        stage_index as "stageIndex", outcome, envelope_hash as "envelopeHash", decided_at as "decidedAt",
        withdrawn_at as "withdrawnAt" from decisions) x),
    'messages', (select coalesce(jsonb_agg(x order by x.id), '[]') from (
      select id, request_id as "requestId", person_id as "personId", body from request_messages) x),
    'grants', (select coalesce(jsonb_agg(x order by x.id), '[]') from (
      select id, request_id as "requestId", person_id as "personId", entitlement_id as "entitlementId",
        entitlement_version_id as "versionId", scope, envelope, envelope_hash as "envelopeHash", status,
        starts_at as "startsAt", ends_at as "endsAt", ended_at as "endedAt", end_reason as "endReason" from grants) x),
    'reviews', (select coalesce(jsonb_agg(x order by x."requestId"), '[]') from (
      select request_id as "requestId", grant_id as "grantId", due_at as "dueAt", escalated_at as "escalatedAt", outcome,
        reviewer_id as "reviewerId" from reviews) x),
    'holds', (select coalesce(jsonb_agg(x order by x."grantId"), '[]') from (
      select grant_id as "grantId", name, starts_at as "startsAt", ends_at as "endsAt", attempt_id as "attemptId"
      from secret_holds) x),
    'delegations', (select coalesce(jsonb_agg(x order by x.id), '[]') from (
      select id, from_person_id as "fromId", to_person_id as "toId", starts_at as "startsAt", ends_at as "endsAt",
        ended_at as "endedAt" from delegations) x),
    'people', (select coalesce(jsonb_agg(x order by x.handle), '[]') from (
      select p.id, p.handle, lower(p.email) as email, p.manager_handle as "managerHandle",
        array(select m.group_name from memberships m where m.person_id = p.id order by 1) as groups,
        exists (select from suspensions s where s.person_id = p.id and s.lifted_at is null) as suspended from people p) x),
    'entitlements', (select coalesce(jsonb_agg(x order by x.id), '[]') from (
      select id, current_version_id as "versionId", withdrawn_at is not null as withdrawn from entitlements) x),
    'events', (select coalesce(jsonb_agg(x order by x.id), '[]') from (
      select id, body ->> 'type' as type, body #>> '{about,requestId}' as "requestId", body #>> '{about,grantId}' as "grantId",
        body -> 'about' as about from audit_events) x),
    'jobs', (select coalesce(jsonb_agg(j.payload ->> 'eventId'), '[]') from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'react')
  ) as state`

/** Reads everything in one statement, so as of one moment. */
export async function readSnapshot(tx: Transaction): Promise<Snapshot> {
  const [row] = await tx.$queryRawUnsafe<{ state: Snapshot }[]>(SNAPSHOT)
  if (row === undefined) throw new Error('a query without a condition answered no row')
  return row.state
}
