import type { Transaction } from '../db/client'
import { canonicalText, sha256Hex } from '../kernel/canonical'
import { entitlementDefinition } from './schema'
import type { EntitlementDefinition, EntitlementLabel, EntitlementVersion, PinnedEntitlement } from './schema'
import type { ListedMemberEntry } from './resolve'

/** The id of a definition: the SHA-256 of its canonical text. */
export function versionIdOf(definition: EntitlementDefinition): string {
  return sha256Hex(canonicalText(definition))
}

/** One application of the catalogue at a time, until the transaction ends. */
export async function lockCatalog(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('daypass.catalog'))`
}

export function allEntitlements(tx: Transaction) {
  return tx.entitlement.findMany({ select: { id: true, currentVersionId: true, withdrawnAt: true } })
}

/** Writes a version if its text is new, and makes it the current one. */
export async function putCurrentVersion(
  tx: Transaction,
  definition: EntitlementDefinition,
  at: Date,
): Promise<void> {
  const versionId = versionIdOf(definition)
  await tx.entitlement.upsert({
    where: { id: definition.id },
    create: { id: definition.id, currentVersionId: versionId },
    update: { currentVersionId: versionId, withdrawnAt: null },
  })
  await tx.entitlementVersion.createMany({
    data: [
      { id: versionId, entitlementId: definition.id, canonical: canonicalText(definition), createdAt: at },
    ],
    skipDuplicates: true,
  })
}

export async function withdraw(tx: Transaction, entitlementId: string, at: Date): Promise<void> {
  await tx.entitlement.update({ where: { id: entitlementId }, data: { withdrawnAt: at } })
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

/** The current versions of all entitlements on offer, by name. Texts of versions already known are not read again. */
export async function offeredVersions(tx: Transaction): Promise<EntitlementVersion[]> {
  const offered = await tx.entitlement.findMany({
    where: { withdrawnAt: null },
    select: { currentVersionId: true },
  })
  const ids = offered.map((row) => row.currentVersionId)
  const unknown = ids.filter((id) => !parsedVersions.has(id))
  if (unknown.length > 0) {
    const rows = await tx.entitlementVersion.findMany({
      where: { id: { in: unknown } },
      select: { id: true, canonical: true },
    })
    rows.forEach(parseVersion)
  }
  const versions = ids.flatMap((id) => parsedVersions.get(id) ?? [])
  return versions.sort((one, other) => one.definition.name.localeCompare(other.definition.name, 'en'))
}

/** The current version of an entitlement, withdrawn or not, or undefined. */
export async function currentVersion(
  tx: Transaction,
  entitlementId: string,
): Promise<(EntitlementVersion & { withdrawn: boolean }) | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; canonical: string; withdrawn: boolean }[]>`
    select v.id, v.canonical, e.withdrawn_at is not null as withdrawn
    from entitlements e join entitlement_versions v on v.id = e.current_version_id where e.id = ${entitlementId}`
  return row === undefined ? undefined : { ...parseVersion(row), withdrawn: row.withdrawn }
}

/** A pinned version with the current one beside it. Throws if the pair is not there: versions are never deleted. */
export async function pinnedEntitlement(
  tx: Transaction,
  entitlementId: string,
  versionId: string,
): Promise<PinnedEntitlement> {
  const current = await currentVersion(tx, entitlementId)
  const pinned = await tx.entitlementVersion.findFirstOrThrow({ where: { id: versionId, entitlementId } })
  if (current === undefined) throw new Error(`entitlement ${entitlementId} has no current version`)
  return { pinned: parseVersion(pinned), current, withdrawn: current.withdrawn }
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
