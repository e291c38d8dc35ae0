import { expect, test } from 'vitest'
import { decideRequest } from '../requests/index'
import { relinquishGrant } from '../grants/index'
import { call, useDomain } from '../testing/domain'

const domain = useDomain()

const REFUSED = [
  `update grants set starts_at = starts_at`,
  `update requests set scope = scope`,
  `update requests set lapses_at = lapses_at`,
  `update narrowings set envelope = envelope`,
  `update request_messages set body = body`,
  `update delegations set ends_at = ends_at`,
  `update suspensions set reason = reason`,
  `delete from suspensions`,
  `delete from reviews`,
  `update grants set person_id = person_id`,
  `update grants set envelope = envelope, envelope_hash = envelope_hash`,
  `delete from grants`,
  `update requests set envelope_hash = envelope_hash`,
  `update requests set person_id = person_id`,
  `update decisions set outcome = 'approve'`,
  `delete from decisions`,
  `update identity_links set person_id = person_id`,
  `update people set handle = 'root'`,
  `update people set code = code`,
  `update sign_ins set person_id = person_id`,
  `update sign_ins set expires_at = expires_at + interval '1 year'`,
  `update sessions set source_identity = 'nobody'`,
  `update entitlement_versions set canonical = canonical`,
  `update memberships set valid_until = valid_until + interval '1 year'`,
  `update audit_events set canonical = canonical`,
  `delete from audit_events`,
  `truncate audit_events`,
]

test.each(REFUSED)('the application’s role may not: %s (invariants 4, 5, 9)', async (sql) => {
  await expect(domain.asApplication(sql)).rejects.toThrow(/permission denied/)
})

test('a grant’s end moves by approved extensions alone, whoever tries (invariants 2, 4)', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const id = await domain.grant(alice, [carla])
  const before = await domain.database.grant.findUniqueOrThrow({ where: { id } })
  for (const moved of ["+ interval '1 year'", "+ interval '1 minute'", "- interval '1 minute'"]) {
    const sql = `update grants set ends_at = ends_at ${moved}`
    await expect(domain.asApplication(sql)).rejects.toThrow('by approved extensions alone')
    await expect(domain.asOwner(sql)).rejects.toThrow('by approved extensions alone')
  }
  expect(await domain.database.grant.findUniqueOrThrow({ where: { id } })).toEqual(before)
})

test('a version whose text does not have its id is refused, whoever writes it (invariant 4)', async () => {
  const forged = `insert into entitlement_versions (id, entitlement_id, canonical, created_at)
    select repeat('a', 64), entitlement_id, replace(canonical, 'read', 'read-write'), now() from entitlement_versions limit 1`
  await expect(domain.asApplication(forged)).rejects.toThrow('entitlement_versions_id_check')
  await expect(domain.asOwner(forged)).rejects.toThrow('entitlement_versions_id_check')
})

test('a grant that has ended and a request that was decided are not opened again, whoever tries', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const ended = await domain.grant(alice, [carla])
  await call(relinquishGrant, alice, { grantId: ended })
  const denied = await domain.request(alice)
  await call(decideRequest, carla, await domain.answer(denied, { outcome: 'deny' }))
  const reopened = `update grants set status = 'active', ended_at = null, end_reason = null`
  const pending = `update requests set status = 'pending', closed_at = null`
  for (const sql of [reopened, pending]) {
    await expect(domain.asApplication(sql)).rejects.toThrow('stays as it is')
    await expect(domain.asOwner(sql)).rejects.toThrow('stays as it is')
  }
  expect(await domain.database.grant.findMany()).toMatchObject([{ status: 'ended' }])
})
