import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/client'
import type { Database } from '../db/client'
import { transactions } from '../db/transaction'
import { DaypassError } from '../kernel/errors'
import { catalogFiles } from '../testing/catalog'
import { call, useDomain } from '../testing/domain'
import type { CatalogChangeView } from './change-schema'
import {
  applyCatalog,
  confirmCatalogChange,
  declineCatalogChange,
  listCatalogChanges,
  readCatalogChange,
  readCatalogEntry,
  searchCatalog,
} from './index'
import type { HandedIn } from './index'

const domain = useDomain()
let second: Database
beforeAll(() => {
  second = openDatabase(domain.appUrl)
})
afterAll(() => second.$disconnect())

const SHORTER = { reports: { maxDurationMinutes: 60 } }
const ADMINS = ['administrators']

type Changes = Parameters<typeof catalogFiles>[0]

function handIn(changes: Changes, message: string | null = null): Promise<HandedIn> {
  return call(applyCatalog, domain.system, {
    files: catalogFiles(changes),
    operator: 'opal@machine',
    message,
  })
}

/** The id of what was just proposed. */
async function propose(changes: Changes): Promise<string> {
  const handedIn = await handIn(changes)
  if (handedIn.outcome !== 'proposed') throw new Error(handedIn.outcome)
  return handedIn.changeId
}

const admin = (handle = 'adam', groups = ADMINS) => domain.signIn(handle, { groups })
type Admin = Awaited<ReturnType<typeof admin>>

/** The same person on another connection. */
const elsewhere = (ctx: Admin): Admin => ({ ...ctx, inTransaction: transactions(second) })

const look = (ctx: Admin, changeId: string): Promise<CatalogChangeView> =>
  call(readCatalogChange, ctx, { changeId })

async function confirm(ctx: Admin, changeId: string, shownHash?: string | null) {
  const shown = shownHash ?? (await look(ctx, changeId)).shownHash
  return call(confirmCatalogChange, ctx, { changeId, comment: 'Seen', shownHash: shown })
}

const codeOf = (error: unknown) => (error instanceof DaypassError ? error.code : error)
const minutesNow = async () => {
  const { currentVersionId } = await domain.database.entitlement.findUniqueOrThrow({
    where: { id: 'reports' },
  })
  const { canonical } = await domain.database.entitlementVersion.findUniqueOrThrow({
    where: { id: currentVersionId },
  })
  return (JSON.parse(canonical) as { maxDurationMinutes: number }).maxDurationMinutes
}
const log = async () =>
  (await domain.events()).map(({ type }) => type).filter((type) => /^(catalog|entitl)/.test(type))

test('the first catalogue is applied by the operator, and every version and the log say so', async () => {
  const { items } = await call(listCatalogChanges, await admin(), {})
  expect(items).toMatchObject([{ kind: 'first', status: 'applied', operator: 'tester@here' }])
  const [event] = await domain.events('catalog-change.applied-first')
  expect(event).toMatchObject({
    actor: { kind: 'operator', name: 'tester@here' },
    about: { catalogChangeId: items[0]?.id },
  })
  const { steps } = await call(readCatalogEntry, await admin(), { entitlementId: 'reports' })
  expect(steps).toMatchObject([{ kind: 'new', change: { kind: 'first', operator: 'tester@here' } }])
})

test('what is handed in later is a proposal: nothing is offered before an administrator confirms it', async () => {
  const changeId = await propose(SHORTER)
  expect(await minutesNow()).toBe(480)
  const ctx = await admin()
  expect((await call(searchCatalog, ctx, {})).open).toMatchObject({ id: changeId, operator: 'opal@machine' })
  const view = await look(ctx, changeId)
  expect(view.plan?.changes.map(({ id, fields }) => [id, fields])).toEqual([
    ['reports', [{ label: 'Longest duration', before: '8 h', after: '1 h' }]],
  ])
  expect(await confirm(ctx, changeId)).toEqual({ status: 'applied' })
  expect(await minutesNow()).toBe(60)
  expect((await log()).slice(-3)).toEqual([
    'catalog-change.proposed',
    'catalog-change.confirmed',
    'entitlement.versioned',
  ])
  const [versioned] = (await domain.events('entitlement.versioned')).slice(-1)
  expect(versioned).toMatchObject({
    actor: { handle: 'adam' },
    about: { entitlementId: 'reports', catalogChangeId: changeId },
  })
  const after = await look(ctx, changeId)
  expect(after).toMatchObject({ status: 'applied', closedByName: 'Adam', comment: 'Seen', shownHash: null })
  expect(after.plan?.changes).toMatchObject([
    { id: 'reports', kind: 'changed', fields: view.plan?.changes[0]?.fields },
  ])
  const { steps } = await call(readCatalogEntry, ctx, { entitlementId: 'reports' })
  expect(steps.map(({ kind, change }) => [kind, change.kind, change.closedByName])).toEqual([
    ['changed', 'proposal', 'Adam'],
    ['new', 'first', null],
  ])
})

test('confirmed again by the same administrator it is one application; somebody else is told who was quicker', async () => {
  const changeId = await propose(SHORTER)
  const ctx = await admin()
  const { shownHash } = await look(ctx, changeId)
  await confirm(ctx, changeId, shownHash)
  expect(await confirm(ctx, changeId, shownHash)).toEqual({ status: 'applied' })
  expect((await log()).filter((type) => type === 'catalog-change.confirmed')).toHaveLength(1)
  await expect(confirm(await admin('beate'), changeId, shownHash)).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
    message: expect.stringContaining('Adam has confirmed') as string,
  })
})

test('two administrators who confirm at once confirm once', async () => {
  for (let round = 1; round <= 5; round++) {
    const changeId = await propose({ reports: { maxDurationMinutes: 60 + round } })
    const [adam, beate] = [await admin(), elsewhere(await admin('beate'))]
    const { shownHash } = await look(adam, changeId)
    const outcomes = await Promise.allSettled([
      confirm(adam, changeId, shownHash),
      confirm(beate, changeId, shownHash),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(codeOf(outcome.reason)).toBe('ERR_ALREADY_DECIDED')
    expect((await log()).filter((type) => type === 'catalog-change.confirmed')).toHaveLength(round)
  }
})

test('confirm and decline at once: one of them holds, whole', async () => {
  for (let round = 1; round <= 5; round++) {
    const before = await minutesNow()
    const wanted = 60 + round
    const changeId = await propose({ reports: { maxDurationMinutes: wanted } })
    const [adam, beate] = [await admin(), elsewhere(await admin('beate'))]
    const { shownHash } = await look(adam, changeId)
    await Promise.allSettled([
      confirm(adam, changeId, shownHash),
      call(declineCatalogChange, beate, { changeId, comment: 'Too short' }),
    ])
    const { status } = await domain.database.catalogChange.findUniqueOrThrow({ where: { id: changeId } })
    expect(['applied', 'declined']).toContain(status)
    expect(await minutesNow()).toBe(status === 'applied' ? wanted : before)
  }
})

test('a newer proposal takes the place of one that waits, whether somebody confirms it at that moment or not', async () => {
  for (let round = 1; round <= 5; round++) {
    const changeId = await propose({ reports: { maxDurationMinutes: 60 + round } })
    const adam = elsewhere(await admin())
    const { shownHash } = await look(adam, changeId)
    const [confirmed] = await Promise.allSettled([
      confirm(adam, changeId, shownHash),
      propose({ reports: { maxDurationMinutes: 100 + round } }),
    ])
    const { status } = await domain.database.catalogChange.findUniqueOrThrow({ where: { id: changeId } })
    expect(status).toBe(confirmed.status === 'fulfilled' ? 'applied' : 'superseded')
    if (confirmed.status === 'rejected') expect(codeOf(confirmed.reason)).toBe('ERR_ALREADY_DECIDED')
    expect(await domain.database.catalogChange.count({ where: { status: 'open' } })).toBe(1)
  }
})

test('the same files handed in again go on waiting as one proposal, and those that change nothing end it', async () => {
  const changeId = await propose(SHORTER)
  expect(await handIn(SHORTER)).toMatchObject({ outcome: 'proposed', changeId, again: true })
  expect(await handIn({})).toEqual({ outcome: 'nothing-to-do', unchanged: 5, superseded: changeId })
  await expect(confirm(await admin(), changeId, '0'.repeat(64))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
  expect(await minutesNow()).toBe(480)
})

test('an offer that changed since the page was read is not confirmed over: the new difference is shown', async () => {
  const changeId = await propose(SHORTER)
  const ctx = await admin()
  const { shownHash } = await look(ctx, changeId)
  await domain.offer({ lake: null })
  await expect(confirm(ctx, changeId, shownHash)).rejects.toMatchObject({ code: 'ERR_CHANGED_MEANWHILE' })
  expect(await minutesNow()).toBe(480)
  expect((await domain.events('catalog-change.refused')).at(-1)?.data).toEqual({
    outcome: 'confirm',
    code: 'ERR_CHANGED_MEANWHILE',
  })
  const view = await look(ctx, changeId)
  expect(view).toMatchObject({ status: 'open', offerMoved: true })
  expect(view.plan?.changes.map(({ id, kind }) => [id, kind])).toEqual([
    ['reports', 'changed'],
    ['lake', 'offered-again'],
  ])
  expect(await confirm(ctx, changeId)).toEqual({ status: 'applied' })
})

test('whoever gains by a change cannot confirm it, may decline it, and somebody who gains nothing can', async () => {
  const longer = { reports: { maxDurationMinutes: 600 } }
  const changeId = await propose(longer)
  const engineer = await admin('alice', [...ADMINS, 'engineers'])
  expect((await look(engineer, changeId)).gains).toEqual([
    {
      entitlementId: 'reports',
      entitlementName: 'Finance reports',
      sentence: 'You could have it for longer: 10 h instead of 8 h.',
    },
  ])
  await expect(confirm(engineer, changeId)).rejects.toMatchObject({
    code: 'ERR_GAINS_BY_CHANGE',
    fields: [{ field: 'reports', sentence: 'You could have it for longer: 10 h instead of 8 h.' }],
  })
  expect(await minutesNow()).toBe(480)
  expect(await call(declineCatalogChange, engineer, { changeId, comment: 'Not me' })).toEqual({
    status: 'declined',
  })
  expect(await confirm(await admin(), await propose(longer))).toEqual({ status: 'applied' })
  expect(await minutesNow()).toBe(600)
})

test('another account with the administrator’s address, and whoever they stand in for, gain for them', async () => {
  const changeId = await propose({ reports: { maxDurationMinutes: 600 } })
  await domain.signIn('alice', { email: 'Adam@example.com' })
  await expect(confirm(await admin(), changeId)).rejects.toMatchObject({
    code: 'ERR_GAINS_BY_CHANGE',
    fields: [
      {
        sentence: expect.stringMatching(
          /^As alice, an account with your address: You could have it/,
        ) as string,
      },
    ],
  })
  const [bob, beate] = [await domain.signIn('bob'), await admin('beate')]
  const now = new Date()
  await domain.database.delegation.create({
    data: {
      id: changeId,
      fromPersonId: bob.actor.personId,
      toPersonId: beate.actor.personId,
      startsAt: new Date(now.getTime() - 60_000),
      endsAt: new Date(now.getTime() + 600_000),
      createdAt: now,
    },
  })
  await expect(confirm(beate, changeId)).rejects.toMatchObject({
    fields: [{ sentence: expect.stringMatching(/^As bob, for whom you stand in/) as string }],
  })
})

test('a person’s handle in the files is a way in too', async () => {
  const changeId = await propose({ board: { mayRequest: { people: ['adam'] } } })
  await expect(confirm(await admin(), changeId)).rejects.toMatchObject({ code: 'ERR_GAINS_BY_CHANGE' })
  expect(await confirm(await admin('beate'), changeId)).toEqual({ status: 'applied' })
})

test('in an emergency the operator applies at once, with a reason that stands with every version', async () => {
  const files = catalogFiles(SHORTER)
  const hurry = { files, operator: 'opal@machine', emergency: 'Leak found' }
  await expect(call(applyCatalog, domain.system, { ...hurry, emergency: ' ' })).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
  expect(await call(applyCatalog, domain.system, hurry)).toMatchObject({
    outcome: 'applied',
    how: 'emergency',
  })
  expect(await minutesNow()).toBe(60)
  const { steps } = await call(readCatalogEntry, await admin(), { entitlementId: 'reports' })
  expect(steps[0]?.change).toMatchObject({
    kind: 'emergency',
    operator: 'opal@machine',
    message: 'Leak found',
  })
  expect((await domain.events('catalog-change.applied-in-emergency')).at(-1)?.data).toEqual({
    comment: 'Leak found',
  })
})

test('a change of the lists of members alone is a change too, and shows who', async () => {
  const people = {
    name: '/srv/daypass/people.yaml',
    text: 'groups: { board: [{ handle: eve, email: eve@example.com }] }',
  }
  const files = [...catalogFiles().map((file) => ({ ...file, name: `/srv/daypass/${file.name}` })), people]
  const handedIn = await call(applyCatalog, domain.system, { files, operator: 'opal@machine' })
  if (handedIn.outcome !== 'proposed') throw new Error(handedIn.outcome)
  const ctx = await admin()
  const members = { added: [{ group: 'board', handle: 'eve', email: 'eve@example.com' }], removed: [] }
  const view = await look(ctx, handedIn.changeId)
  expect(view.plan).toMatchObject({ changes: [], members })
  expect(view.fileNames).toEqual(['catalog.yaml', 'people.yaml'])
  await confirm(ctx, handedIn.changeId)
  expect((await look(ctx, handedIn.changeId)).plan).toMatchObject({ members })
  expect(await domain.database.listedMember.count({ where: { handle: 'eve' } })).toBe(1)
})

test('nobody but an administrator sees or closes anything of it', async () => {
  const changeId = await propose(SHORTER)
  for (const handle of ['alice', 'carla', 'audrey', 'stranger']) {
    const ctx = await domain.signIn(handle)
    const hidden = { code: 'ERR_NOT_FOUND' }
    await expect(look(ctx, changeId)).rejects.toMatchObject(hidden)
    await expect(call(listCatalogChanges, ctx, {})).rejects.toMatchObject(hidden)
    await expect(call(searchCatalog, ctx, {})).rejects.toMatchObject(hidden)
    await expect(call(readCatalogEntry, ctx, { entitlementId: 'reports' })).rejects.toMatchObject(hidden)
    await expect(confirm(ctx, changeId, '0'.repeat(64))).rejects.toMatchObject(hidden)
    await expect(call(declineCatalogChange, ctx, { changeId, comment: 'No' })).rejects.toMatchObject(hidden)
  }
  expect(await domain.database.catalogChange.count({ where: { status: 'open' } })).toBe(1)
})

test('what is closed stays as it is, whoever writes, and a change is never deleted', async () => {
  const changeId = await propose(SHORTER)
  await call(declineCatalogChange, await admin(), { changeId, comment: 'No' })
  const reopen = `update catalog_changes set status = 'open', closed_at = null, closed_by_id = null where id = $1`
  await expect(domain.asOwner(reopen, [changeId])).rejects.toThrow('stays as it is')
  for (const sql of [
    'delete from catalog_changes',
    'delete from catalog_change_steps',
    `update catalog_changes set files = '[]'`,
  ])
    await expect(domain.asApplication(sql)).rejects.toThrow('permission denied')
})

test('the search of the whole catalogue finds what is withdrawn by that word', async () => {
  await domain.offer({ lake: null })
  const ctx = await admin()
  const { entries } = await call(searchCatalog, ctx, { q: 'withdrawn' })
  expect(entries.map(({ id, withdrawn }) => [id, withdrawn])).toEqual([['lake', true]])
  expect((await call(searchCatalog, ctx, {})).found).toBe(5)
  expect(await call(readCatalogEntry, ctx, { entitlementId: 'lake' })).toMatchObject({
    withdrawn: true,
    steps: [{ kind: 'withdrawn', fields: [] }, { kind: 'new' }],
  })
})
