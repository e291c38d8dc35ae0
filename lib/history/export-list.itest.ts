import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { revokeGrant } from '../grants/index'
import { newId } from '../kernel/ids'
import { decideRequest } from '../requests/index'
import { openConsole } from '../sessions/index'
import { parsedCsv, withoutGuards } from '../testing/csv'
import { call, useDomain } from '../testing/domain'
import { asTicket, HOSTILE_TEXTS } from '../testing/hostile'
import { exportEvents, exportGrants, exportSessions, listEvents, listGrants, listSessions } from './index'

const domain = useDomain()
const EXPORTS = [exportGrants, exportSessions, exportEvents] as const

/** A file's text, as it comes. */
async function textOf(exported: Promise<{ pieces: AsyncIterable<string> }>): Promise<string> {
  const pieces: string[] = []
  for await (const piece of (await exported).pieces) pieces.push(piece)
  return pieces.join('')
}

/** A file's rows, each by the words at the top of its columns. */
function rowsOf(text: string): Record<string, string>[] {
  const [headers = [], ...records] = parsedCsv(text.slice(1))
  return records.map((cells) => Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ''])))
}

async function audrey() {
  return domain.signIn('audrey')
}

/** So many lines more of the log, at one moment. */
async function manyEvents(count: number): Promise<void> {
  await domain.asOwner(
    `insert into audit_events (id, occurred_at, canonical)
       select new.id, e.occurred_at, jsonb_set(e.canonical::jsonb, '{id}', to_jsonb(new.id))::text
       from (select * from audit_events order by occurred_at limit 1) e,
         (select gen_random_uuid() as id from generate_series(1, $1::int)) new`,
    [count],
  )
}

test('a file holds exactly what its list shows by the same filters, in the same order', async () => {
  const [alice, bob, carla, auditor] = [
    await domain.signIn('alice'),
    await domain.signIn('bob'),
    await domain.signIn('carla'),
    await audrey(),
  ]
  await domain.grant(alice, [carla])
  await domain.grant(bob, [carla], { entitlementId: 'lake' })
  await domain.grant(bob, [carla], { entitlementId: 'operator' })
  for (const filters of [{}, { person: 'bob' }, { bucket: 'lake' }, { bucket: 'nothing-here' }]) {
    const { items } = await call(listGrants, auditor, filters)
    const rows = rowsOf(await textOf(call(exportGrants, auditor, filters)))
    expect(rows.map((row) => row['Grant'])).toEqual(items.map(({ id }) => id))
  }
  const filters = { person: 'carla' }
  const { items } = await call(listEvents, auditor, filters)
  const rows = rowsOf(await textOf(call(exportEvents, auditor, filters)))
  expect(rows.map((row) => row['Stored text'])).toEqual(items.map(({ canonical }) => canonical))
  expect((await call(listSessions, auditor, {})).items).toEqual([])
  expect(rowsOf(await textOf(call(exportSessions, auditor, {})))).toEqual([])
})

test('a row says who, what, when and why, with times in UTC', async () => {
  const [alice, carla, auditor] = [await domain.signIn('alice'), await domain.signIn('carla'), await audrey()]
  const id = await domain.grant(alice, [carla], { reason: 'Quarter close', ticket: 'FIN-7' })
  const grant = await domain.database.grant.findUniqueOrThrow({ where: { id } })
  const text = await textOf(call(exportGrants, auditor, {}))
  expect(text.startsWith('\uFEFF"Grant","Request","Person"')).toBe(true)
  expect(rowsOf(text)).toEqual([
    expect.objectContaining({
      Grant: id,
      Request: grant.requestId,
      Person: 'Alice',
      Handle: 'alice',
      'Entitlement id': 'reports',
      'Account id': '222222222222',
      Scope: 'list and read objects under 2026/ in finance-reports',
      Status: 'active',
      'Starts (UTC)': grant.startsAt.toISOString(),
      'Planned end (UTC)': grant.endsAt.toISOString(),
      'Ended (UTC)': '',
      Reason: 'Quarter close',
      Ticket: 'FIN-7',
    }),
  ])
})

test('a row says that the glass was broken and for what incident, and who took access back and why', async () => {
  const stages = [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }]
  const tell = { groups: ['finance-approvers'] }
  const breakGlass = { longestMinutes: 120, tell, review: { by: tell, withinMinutes: 60 } }
  await domain.offer({ reports: { approval: 'glass' } }, { glass: { stages, breakGlass } })
  const [alice, carla, auditor] = [await domain.signIn('alice'), await domain.signIn('carla'), await audrey()]
  await domain.request(alice, { kind: 'break-glass', incident: 'INC-42' })
  const grant = await domain.database.grant.findFirstOrThrow()
  await call(openConsole, alice, { sessionId: newId(), grantId: grant.id })
  await call(revokeGrant, carla, { grantId: grant.id, reason: 'There is no such incident' })
  expect(rowsOf(await textOf(call(exportGrants, auditor, {})))).toMatchObject([
    {
      Kind: 'break-glass',
      Incident: 'INC-42',
      'How it ended': 'revoked',
      'Ended by': 'Carla (carla)',
      'What they said': 'There is no such incident',
    },
  ])
  const ids = async (kind: string) => (await call(listGrants, auditor, { kind })).items.map(({ id }) => id)
  expect([await ids('break-glass'), await ids('ordinary')]).toEqual([[grant.id], []])
  const sessions = rowsOf(await textOf(call(exportSessions, auditor, {})))
  expect(sessions).toMatchObject([{ Grant: grant.id, Kind: 'break-glass', Status: 'issued' }])
})

test('what people typed comes back to the letter, and calculates in no spreadsheet (invariant 11)', async () => {
  const [alice, carla, auditor] = [await domain.signIn('alice'), await domain.signIn('carla'), await audrey()]
  const texts = Object.values(HOSTILE_TEXTS).map((text) => text.trim())
  for (const text of texts) {
    const requestId = await domain.request(alice, { reason: text, ticket: asTicket(text, 100) })
    await call(decideRequest, carla, await domain.answer(requestId, { comment: text }))
  }
  const typed = (rows: Record<string, string>[], column: string) =>
    rows.map((row) => withoutGuards(row[column] ?? '')).sort()
  const grants = await textOf(call(exportGrants, auditor, {}))
  const events = await textOf(call(exportEvents, auditor, { type: 'decision.made' }))
  expect(typed(rowsOf(grants), 'Reason')).toEqual([...texts].sort())
  expect(typed(rowsOf(grants), 'Ticket')).toEqual(texts.map((text) => asTicket(text, 100)).sort())
  expect(typed(rowsOf(events), 'What they typed')).toEqual([...texts].sort())
  for (const file of [grants, events])
    for (const separator of [',', ';', '\t'])
      for (const cell of parsedCsv(file.slice(1), separator).flat())
        expect(cell).not.toMatch(/^["\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u)
})

test('Python’s csv module reads a file as we do', async (ctx) => {
  ctx.skip(spawnSync('python3', ['--version']).status !== 0, 'the program `python3` is not installed')
  const [alice, auditor] = [await domain.signIn('alice'), await audrey()]
  for (const reason of Object.values(HOSTILE_TEXTS)) await domain.request(alice, { reason })
  const text = await textOf(call(exportEvents, auditor, {}))
  const program = `import csv, io, json, sys
text = sys.stdin.buffer.read().decode('utf-8-sig')
print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), strict=True))))`
  const { stdout, stderr } = spawnSync('python3', ['-c', program], { input: text })
  expect(stderr.toString()).toBe('')
  expect(JSON.parse(stdout.toString())).toEqual(parsedCsv(text.slice(1)))
})

test('rows are read as they are asked for, and not on when the reader went away', async () => {
  const auditor = await audrey()
  await manyEvents(1200)
  let reads = 0
  const counting = {
    ...auditor,
    inTransaction: ((work) => {
      reads++
      return auditor.inTransaction(work)
    }) as typeof auditor.inTransaction,
  }
  const { pieces } = await call(exportEvents, counting, {})
  const iterator = pieces[Symbol.asyncIterator]()
  expect(reads).toBe(1)
  await iterator.next()
  expect(reads).toBe(1)
  const first = await iterator.next()
  expect(parsedCsv(String(first.value))).toHaveLength(500)
  expect(reads).toBe(2)
  await iterator.return?.()
  expect(await iterator.next()).toEqual({ done: true, value: undefined })
  expect(reads).toBe(2)
  const all = rowsOf(await textOf(call(exportEvents, auditor, {}))).map((row) => row['Event'])
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(1200)
})

test('the log says who exported which list by which filters, before anything left', async () => {
  const auditor = await audrey()
  const at = '2026-05-03T12:00:00.000Z'
  const { fileName } = await call(exportGrants, auditor, { person: '=alice', at })
  expect(fileName).toMatch(/^daypass-grants-\d{4}-\d\d-\d\d\.csv$/)
  expect(await domain.events('history.exported')).toMatchObject([
    { actor: { handle: 'audrey' }, data: { list: 'grants', filters: { person: '=alice', at } } },
  ])
})

test('for anybody but auditors there is no export, and no line about one', async () => {
  for (const handle of ['alice', 'carla', 'stranger'])
    for (const exported of EXPORTS)
      await expect(
        call(exported as typeof exportGrants, await domain.signIn(handle), {}),
      ).rejects.toMatchObject({
        code: 'ERR_NOT_FOUND',
      })
  expect(await domain.events('history.exported')).toEqual([])
})

test('a filter that is not understood, or a page of the list, is refused at its field', async () => {
  const auditor = await audrey()
  for (const filters of [{ at: 'yesterday' }, { buckt: 'lake' }, { cursor: 'AAAA' }])
    await expect(call(exportGrants, auditor, filters)).rejects.toMatchObject({ code: 'ERR_INPUT' })
  expect(await domain.events('history.exported')).toEqual([])
})
