import type { Transaction } from '../db/client'
import { canonicalText, sha256Hex } from '../kernel/canonical'
import { entitlementDefinition } from './schema'
import type { EntitlementDefinition, EntitlementLabel, EntitlementVersion, PinnedEntitlement } from './schema'
import type { ListedMemberEntry } from './resolve'

/** The id of a definition: the SHA-256 of its canonical text. Found once for each: nobody changes one. */
export function versionIdOf(definition: EntitlementDefinition): string {
  const id = knownIds.get(definition) ?? sha256Hex(canonicalText(definition))
  knownIds.set(definition, id)
  return id
}

const knownIds = new WeakMap<EntitlementDefinition, string>()

/** One application of the catalogue at a time, until the transaction ends. */
export async function lockCatalog(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('daypass.catalog'))`
}

export function allEntitlements(tx: Transaction) {
  return tx.entitlement.findMany({ select: { id: true, currentVersionId: true, withdrawnAt: true } })
}

/** Whether there is or ever was an entitlement. */
export async function hasEntitlements(tx: Transaction): Promise<boolean> {
  return (await tx.entitlement.findFirst({ select: { id: true } })) !== null
}

/** Writes versions whose texts are new, and makes all of them the current ones. However many, in few statements. */
export async function putCurrentVersions(
  tx: Transaction,
  definitions: readonly EntitlementDefinition[],
  at: Date,
): Promise<void> {
  const versions = definitions.map((definition) => ({
    id: versionIdOf(definition),
    entitlementId: definition.id,
    canonical: canonicalText(definition),
    createdAt: at,
  }))
  await tx.$executeRaw`
    insert into entitlements (id, current_version_id)
    select * from unnest(${versions.map((one) => one.entitlementId)}::text[], ${versions.map((one) => one.id)}::text[])
    on conflict (id) do update set current_version_id = excluded.current_version_id, withdrawn_at = null`
  await tx.entitlementVersion.createMany({ data: versions, skipDuplicates: true })
}

export async function withdraw(tx: Transaction, entitlementIds: readonly string[], at: Date): Promise<void> {
  await tx.entitlement.updateMany({ where: { id: { in: [...entitlementIds] } }, data: { withdrawnAt: at } })
}

/** What stands on the lists of groups' members. */
export function listedMembers(tx: Transaction) {
  return tx.listedMember.findMany()
}

/** Makes the lists of groups' members what the files say; false if they say it already. */
export async function replaceListedMembers(
  tx: Transaction,
  members: readonly ListedMemberEntry[],
): Promise<boolean> {
  const before = await tx.listedMember.findMany()
  const texts = (list: readonly ListedMemberEntry[]) =>
    [...new Set(list.map(({ group, handle, email }) => canonicalText([group, handle, email])))].sort().join()
  if (texts(before) === texts(members)) return false
  await tx.listedMember.deleteMany()
  await tx.listedMember.createMany({ data: [...members], skipDuplicates: true })
  return true
}

/** What the current versions of all entitlements on offer add up to: another text after every change. */
export async function offeredFingerprint(tx: Transaction): Promise<string> {
  const [row] = await tx.$queryRaw<{ fingerprint: string | null }[]>`
    select md5(string_agg(current_version_id, '' order by id)) as fingerprint
    from entitlements where withdrawn_at is null`
  return row?.fingerprint ?? ''
}

/** The current versions of all entitlements on offer, by name. Texts of versions already known are not read again. */
export async function offeredVersions(tx: Transaction): Promise<EntitlementVersion[]> {
  const offered = await tx.entitlement.findMany({
    where: { withdrawnAt: null },
    select: { currentVersionId: true },
  })
  const versions = [
    ...(
      await versionsById(
        tx,
        offered.map((row) => row.currentVersionId),
      )
    ).values(),
  ]
  return versions.sort((one, other) => one.definition.name.localeCompare(other.definition.name, 'en'))
}

/** Versions by their ids. Texts of those already known are not read again. */
export async function versionsById(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, EntitlementVersion>> {
  const unknown = [...new Set(ids)].filter((id) => !parsedVersions.has(id))
  if (unknown.length > 0) {
    const rows = await tx.entitlementVersion.findMany({
      where: { id: { in: unknown } },
      select: { id: true, canonical: true },
    })
    rows.forEach(parseVersion)
  }
  return new Map(
    ids.flatMap((id) => {
      const version = parsedVersions.get(id)
      return version === undefined ? [] : [[id, version] as const]
    }),
  )
}

/** The current version of an entitlement, withdrawn or not, or undefined. */
export async function currentVersion(
  tx: Transaction,
  entitlementId: string,
): Promise<(EntitlementVersion & { withdrawn: boolean }) | undefined> {
  const [row] = await tx.$queryRaw<{ versionId: string; withdrawn: boolean }[]>`
    select current_version_id as "versionId", withdrawn_at is not null as withdrawn
    from entitlements where id = ${entitlementId}`
  return row && { ...(await readVersion(tx, row.versionId)), withdrawn: row.withdrawn }
}

/** A pinned version with the current one beside it. Throws if the pair is not there: versions are never deleted. */
export async function pinnedEntitlement(
  tx: Transaction,
  entitlementId: string,
  versionId: string,
): Promise<PinnedEntitlement> {
  const current = await currentVersion(tx, entitlementId)
  const pinned = await readVersion(tx, versionId)
  if (current === undefined) throw new Error(`entitlement ${entitlementId} has no current version`)
  if (pinned.definition.id !== entitlementId)
    throw new Error(`${versionId} is no version of ${entitlementId}`)
  return { pinned, current, withdrawn: current.withdrawn }
}

/** Many pinned versions, each with the current one beside it, by their ids: in two statements at most. */
export async function pinnedEntitlements(
  tx: Transaction,
  pinned: readonly { entitlementId: string; versionId: string }[],
): Promise<Map<string, PinnedEntitlement>> {
  const ids = [...new Set(pinned.map(({ entitlementId }) => entitlementId))]
  const rows = await tx.$queryRaw<{ id: string; versionId: string; withdrawn: boolean }[]>`
    select id, current_version_id as "versionId", withdrawn_at is not null as withdrawn
    from entitlements where id = any(${ids})`
  const byId = new Map(rows.map((row) => [row.id, row]))
  const versions = await versionsById(
    tx,
    [...rows, ...pinned].map(({ versionId }) => versionId),
  )
  return new Map(
    pinned.flatMap(({ entitlementId, versionId }) => {
      const row = byId.get(entitlementId)
      const [version, current] = [versions.get(versionId), versions.get(row?.versionId ?? '')]
      if (row === undefined || version === undefined || current === undefined) return []
      return [[versionId, { pinned: version, current, withdrawn: row.withdrawn }] as const]
    }),
  )
}

async function readVersion(tx: Transaction, id: string): Promise<EntitlementVersion> {
  return (
    parsedVersions.get(id) ??
    parseVersion(
      await tx.entitlementVersion.findUniqueOrThrow({ where: { id }, select: { id: true, canonical: true } }),
    )
  )
}

function parseVersion(row: { id: string; canonical: string }): EntitlementVersion {
  const known = parsedVersions.get(row.id)
  if (known !== undefined) return known
  const version = { versionId: row.id, definition: entitlementDefinition.parse(JSON.parse(row.canonical)) }
  parsedVersions.set(row.id, version)
  return version
}

// A version never changes, so parsing it once per process is enough. They are as many as reviewed texts: a few thousand.
const parsedVersions = new Map<string, EntitlementVersion>()

/** What pages call an entitlement, from a version's stored text. */
export function entitlementLabelOf(version: { id: string; canonical: string }): EntitlementLabel {
  const { id, name, account, role } = parseVersion(version).definition
  return { id, name, accountName: account.name, accountId: account.accountId, role }
}
