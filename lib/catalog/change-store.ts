import type { Transaction } from '../db/client'
import type { Cursor } from '../kernel/cursor'
import type { CatalogChangeKind, ListedMemberName } from './change-schema'
import type { ChangeStep } from './compare'
import type { CatalogText } from './read-files'

const closedBy = { select: { id: true, name: true, handle: true } }

export type ChangeRow = NonNullable<Awaited<ReturnType<typeof findChange>>>

/** Everything that a proposal is a change of, as one hash: another after every change of the offer or of the lists. */
export async function catalogHash(tx: Transaction): Promise<string> {
  const [row] = await tx.$queryRaw<{ hash: string }[]>`
    select encode(sha256(convert_to(
      coalesce((select string_agg(concat_ws(' ', id, current_version_id, withdrawn_at is not null), ',' order by id) from entitlements), '')
      || coalesce((select json_agg(json_build_array(group_name, handle, email) order by group_name, handle)::text from listed_members), ''),
      'UTF8')), 'hex') as hash`
  if (row === undefined) throw new Error('the catalogue has no hash')
  return row.hash
}

type NewChange = {
  id: string
  kind: CatalogChangeKind
  operator: string
  message: string | null
  files: readonly CatalogText[]
  offerHash: string
  wantedHash: string
  createdAt: Date
}

/** Keeps what was handed in: as open, or as applied at once. */
export async function insertChange(
  tx: Transaction,
  { files, ...change }: NewChange,
  outcome: { status: 'open' } | { status: 'applied'; members: MemberChanges },
): Promise<void> {
  const closed = outcome.status === 'open' ? {} : { closedAt: change.createdAt, members: outcome.members }
  await tx.catalogChange.create({
    data: { ...change, files: JSON.stringify(files), status: outcome.status, ...closed },
  })
}

export type MemberChanges = { added: ListedMemberName[]; removed: ListedMemberName[] }

/** The one proposal that waits, if one does. */
export function findOpenChange(tx: Transaction) {
  return tx.catalogChange.findFirst({ where: { status: 'open' }, include: { closedBy } })
}

export function findChange(tx: Transaction, id: string) {
  return tx.catalogChange.findUnique({ where: { id }, include: { closedBy } })
}

/** Closes an open change for good; false when it is not open any more. */
export async function closeChange(
  tx: Transaction,
  id: string,
  how: {
    status: 'applied' | 'declined' | 'superseded'
    closedAt: Date
    closedById?: string
    comment?: string | null
    members?: MemberChanges
  },
): Promise<boolean> {
  const { count } = await tx.catalogChange.updateMany({ where: { id, status: 'open' }, data: how })
  return count === 1
}

export async function insertSteps(
  tx: Transaction,
  changeId: string,
  steps: readonly ChangeStep[],
  appliedAt: Date,
): Promise<void> {
  await tx.catalogChangeStep.createMany({
    data: steps.map(({ id, kind, versionId, previousVersionId }) => ({
      changeId,
      entitlementId: id,
      kind,
      versionId,
      previousVersionId,
      appliedAt,
    })),
  })
}

/** What an applied change did, by entitlement. */
export function stepsOfChange(tx: Transaction, changeId: string) {
  return tx.catalogChangeStep.findMany({ where: { changeId }, orderBy: { entitlementId: 'asc' } })
}

/** What was done to one entitlement, newest first, from after the cursor. */
export function stepsOfEntitlement(
  tx: Transaction,
  entitlementId: string,
  cursor: Cursor | undefined,
  take: number,
) {
  return tx.catalogChangeStep.findMany({
    where: { entitlementId, ...(cursor === undefined ? {} : before('appliedAt', 'changeId', cursor)) },
    orderBy: [{ appliedAt: 'desc' }, { changeId: 'desc' }],
    include: { change: { include: { closedBy } } },
    take,
  })
}

/** Changes, newest first, from after the cursor. */
export function findChanges(tx: Transaction, cursor: Cursor | undefined, take: number) {
  return tx.catalogChange.findMany({
    ...(cursor === undefined ? {} : { where: before('createdAt', 'id', cursor) }),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    omit: { files: true },
    include: { closedBy },
    take,
  })
}

function before(time: 'createdAt' | 'appliedAt', id: 'id' | 'changeId', cursor: Cursor) {
  return { OR: [{ [time]: { lt: cursor.at } }, { [time]: cursor.at, [id]: { lt: cursor.id } }] }
}
