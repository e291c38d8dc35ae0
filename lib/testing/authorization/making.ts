import { applyCatalog, readCatalogChange } from '../../catalog/index'
import { delegate } from '../../identity/index'
import type { Context } from '../../identity/index'
import { newId } from '../../kernel/ids'
import { decideRequest, submitRequest } from '../../requests/index'
import { catalogFiles } from '../catalog'
import { call } from '../domain'
import type { useSharedDomain } from '../domain'
import { POLICY, roleKeys, ROLES, signInOf } from './roles'
import type { RoleKey } from './roles'

export type Domain = ReturnType<typeof useSharedDomain>
export type People = Record<RoleKey, Context>

/** Proposals by state, with what confirming one is bound to. */
export type Changes = Readonly<Record<string, { changeId: string; shownHash: string | null }>>

/** What the catalogue has beside the tests' usual one. */
export const OFFER = {
  reports: { approval: 'table', owner: { group: 'reports-owners' } },
  lake: { approval: 'table', owner: { group: 'reports-owners' } },
}

/** Asks for half an hour more. */
export function extensionOf(grantId: string): object {
  return { id: newId(), grantId, durationMinutes: 30, reason: 'Not done yet', ticket: null }
}

/** Everybody of the table, by their column. */
export async function signInAll(domain: Domain): Promise<People> {
  const people: Partial<People> = {}
  for (const key of roleKeys) people[key] = await domain.signIn(ROLES[key].handle, signInOf(key))
  return people as People
}

/** Breaks the glass for an hour. */
export async function breakGlass(domain: Domain, requester: Context) {
  const wish = { kind: 'break-glass', incident: 'INC-7', durationMinutes: 60 }
  const { requestId, grantId } = await call(submitRequest, requester, await domain.form(wish))
  if (grantId === null) throw new Error('the glass did not break')
  return { requestId, grantId }
}

/** The approver names their stand-in. */
export async function nameStandIn({ ap }: People, startsAt: string, endsAt: string): Promise<string> {
  const window = { id: newId(), to: ROLES.st.handle, startsAt, endsAt }
  return (await call(delegate, ap, window)).delegationId
}

/** The request that a grant came from. */
export async function requestOf({ database }: Domain, id: string): Promise<string> {
  return (await database.grant.findUniqueOrThrow({ where: { id } })).requestId
}

/** Asked for by a contractor, for whom one stage more is asked for than for others. */
export async function nothingLeft(domain: Domain, approvers: readonly Context[]): Promise<string> {
  const { groups, ...told } = signInOf('rq')
  const contractor = await domain.signIn('alice', { ...told, groups: [...groups, 'contractors'] })
  const requestId = await domain.request(contractor)
  for (const approver of approvers) await call(decideRequest, approver, await domain.answer(requestId))
  return requestId
}

/** A mail that was given up. */
export async function deadMail({ database }: Domain, { actor }: Context): Promise<string> {
  const event = await database.auditEvent.findFirstOrThrow()
  const { personId, name } = actor
  const id = newId()
  const at = new Date()
  await database.mail.create({
    data: {
      ...{ id, personId, name, eventId: event.id, kind: 'ready', address: 'terry@example.com' },
      ...{ state: 'dead', createdAt: at, dueAt: at, attempts: 9, settledAt: at },
    },
  })
  return id
}

/** A job that was tried as often as may be. */
export async function exhaustedJob(domain: Domain): Promise<string> {
  const [job] = await domain.asOwner<{ id: string }>(`
    update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'A test'
    where id = (select max(id) from graphile_worker._private_jobs) returning id::text`)
  if (job === undefined) throw new Error('there is no job')
  return job.id
}

/** A proposal that waits, by which nobody gains, and the first catalogue, which was applied. */
export async function proposed(domain: Domain, admin: Context): Promise<Changes> {
  const changes = { ...OFFER, lake: null, payroll: { description: 'Pay slips of everybody.' } }
  const files = catalogFiles(changes, { table: POLICY })
  const handedIn = await call(applyCatalog, domain.system, { files, operator: 'opal@machine' })
  if (handedIn.outcome !== 'proposed') throw new Error(handedIn.outcome)
  const { changeId } = handedIn
  const { shownHash } = await call(readCatalogChange, admin, { changeId })
  const first = await domain.database.catalogChange.findFirstOrThrow({ where: { kind: 'first' } })
  return { open: { changeId, shownHash }, applied: { changeId: first.id, shownHash } }
}
