import type { EventState, Snapshot } from './snapshot'

/** What is wrong with how one state became another, by whatever and however many deeds: a sentence each. */
export function wrongInChange(before: Snapshot, after: Snapshot): string[] {
  return [...keptAsItWas(before, after), ...eventsOfChange(before, after)]
}

type Row = { id: string }

// What is closed stays as it is; what was said stays said; nothing vanishes.
function keptAsItWas(before: Snapshot, after: Snapshot): string[] {
  return [
    ...unchanged('request', before.requests, after.requests, ({ status }) => status !== 'pending'),
    ...unchanged('grant', before.grants, after.grants, ({ status }) => status === 'ended'),
    ...unchanged('decision', before.decisions, after.decisions, () => true, ['withdrawnAt']),
    ...unchanged(
      'withdrawn decision',
      before.decisions,
      after.decisions,
      ({ withdrawnAt }) => withdrawnAt !== null,
    ),
    ...unchanged('narrowing', before.narrowings, after.narrowings, () => true),
    ...unchanged('message', before.messages, after.messages, () => true),
    ...unchanged(
      'review',
      withIds(before.reviews),
      withIds(after.reviews),
      ({ outcome }) => outcome !== null,
    ),
    ...unchanged('delegation', before.delegations, after.delegations, () => true, ['endedAt']),
    ...unchanged('event', before.events, after.events, () => true),
    ...unchanged('request', before.requests, after.requests, () => true, [
      'status',
      'closedAt',
      'remindedAt',
      'escalatedAt',
    ]),
    ...unchanged('grant', before.grants, after.grants, () => true, [
      'status',
      'endsAt',
      'endedAt',
      'endReason',
    ]),
  ]
}

function unchanged<T extends Row>(
  what: string,
  before: readonly T[],
  after: readonly T[],
  frozen: (row: T) => boolean,
  mayChange: readonly (keyof T & string)[] = [],
): string[] {
  const later = new Map(after.map((row) => [row.id, row]))
  const text = (row: T) =>
    JSON.stringify(row, (key, value: unknown) => (mayChange.some((one) => one === key) ? null : value))
  return before.filter(frozen).flatMap((row) => {
    const now = later.get(row.id)
    if (now === undefined) return [`the ${what} ${row.id} has vanished`]
    return text(now) === text(row) ? [] : [`the ${what} ${row.id} changed: ${text(row)} became ${text(now)}`]
  })
}

function withIds<T extends { requestId: string }>(rows: readonly T[]) {
  return rows.map((row) => ({ ...row, id: row.requestId }))
}

// Each change has exactly its event, each event exactly its job (invariant 7).
function eventsOfChange(before: Snapshot, after: Snapshot): string[] {
  const known = new Set(before.events.map(({ id }) => id))
  const fresh = after.events.filter(({ id }) => !known.has(id))
  const [due, are] = [dueEvents(before, after).sort(), fresh.filter(isOfAChange).map(inShort).sort()]
  const jobs = [...after.jobs].sort().join()
  return [
    ...(due.join('\n') === are.join('\n')
      ? []
      : [`these events were due: ${due.join('; ')}. These were written: ${are.join('; ')}`]),
    ...(jobs ===
    after.events
      .map(({ id }) => id)
      .sort()
      .join()
      ? []
      : ['events and jobs are not one to one']),
  ]
}

// Sign-ins, and what was refused, leave no other trace than their event.
function isOfAChange({ type }: EventState): boolean {
  return !/^(sign-in|person|catalog|catalog-change|entitlement)\.|^(decision|session)\.refused$|^policy\.failed$/.test(
    type,
  )
}

function inShort({ type, requestId, grantId }: EventState): string {
  const about = type.startsWith('grant.') ? grantId : requestId
  return `${type} ${about ?? ''}`
}

function dueEvents(before: Snapshot, after: Snapshot): string[] {
  const was = <T extends Row>(rows: readonly T[], { id }: Row) => rows.find((row) => row.id === id)
  const requests = after.requests.flatMap((request) => {
    const old = was(before.requests, request)
    return [
      ...(old === undefined ? ['request.submitted'] : []),
      ...(request.status !== (old?.status ?? 'pending') ? [`request.${request.status}`] : []),
      ...(request.remindedAt !== (old?.remindedAt ?? null) ? ['request.reminded'] : []),
      ...(request.escalatedAt !== (old?.escalatedAt ?? null) ? ['request.escalated'] : []),
    ].map((type) => `${type} ${request.id}`)
  })
  const grants = after.grants.flatMap((grant) => {
    const old = was(before.grants, grant)
    return [
      ...(old === undefined ? ['grant.opened'] : []),
      ...(old?.status === 'scheduled' && grant.status === 'active' ? ['grant.started'] : []),
      ...(grant.status === 'ended' && old?.status !== 'ended' ? [`grant.${grant.endReason ?? ''}`] : []),
    ].map((type) => `${type} ${grant.id}`)
  })
  const extensions = after.requests
    .filter((one) => one.status === 'approved' && was(before.requests, one)?.status !== 'approved')
    .flatMap(({ extendsGrantId }) => (extendsGrantId === null ? [] : [`grant.extended ${extendsGrantId}`]))
  const decisions = after.decisions.flatMap((decision) => {
    const old = was(before.decisions, decision)
    return [
      ...(old === undefined ? ['decision.made'] : []),
      ...(decision.withdrawnAt !== (old?.withdrawnAt ?? null) ? ['decision.withdrawn'] : []),
    ].map((type) => `${type} ${decision.requestId}`)
  })
  const reviews = withIds(after.reviews).flatMap((review) => {
    const old = was(withIds(before.reviews), review)
    return [
      ...(old === undefined ? ['review.due'] : []),
      ...(review.escalatedAt !== (old?.escalatedAt ?? null) ? ['review.overdue'] : []),
      ...(review.outcome !== (old?.outcome ?? null) ? ['review.made'] : []),
    ].map((type) => `${type} ${review.requestId}`)
  })
  const added = (type: string, rows: (state: Snapshot) => readonly (Row & { requestId: string })[]) =>
    rows(after)
      .filter((row) => was(rows(before), row) === undefined)
      .map(({ requestId }) => `${type} ${requestId}`)
  const delegations = after.delegations.flatMap((delegation) => {
    const old = was(before.delegations, delegation)
    return [
      ...(old === undefined ? ['delegation.made '] : []),
      ...(delegation.endedAt !== (old?.endedAt ?? null) ? ['delegation.ended '] : []),
    ]
  })
  return [
    ...requests,
    ...grants,
    ...extensions,
    ...decisions,
    ...reviews,
    ...added('request.narrowed', ({ narrowings }) => narrowings),
    ...added('request.commented', ({ messages }) => messages),
    ...delegations,
  ]
}

/** Whether two states differ in anything but the log and what signing in leaves. */
export function hasChanged(before: Snapshot, after: Snapshot): boolean {
  const text = (state: Snapshot) => JSON.stringify({ ...state, now: null, events: null, jobs: null })
  return text(before) !== text(after)
}
