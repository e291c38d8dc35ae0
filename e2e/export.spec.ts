import { readFile } from 'node:fs/promises'
import { parsedCsv, withoutGuards } from '@/lib/testing/csv'
import { HOSTILE_TEXTS } from '@/lib/testing/hostile'
import { expect, test } from './fixtures'
import { granted, unique } from './steps'
import { stored } from './stored'

test('an auditor takes the list that is on the screen away as a file, and the log says so', async ({
  as,
}) => {
  const reason = unique(`${HOSTILE_TEXTS['formula'] ?? ''} ${HOSTILE_TEXTS['attribute'] ?? ''}`)
  const { grantId } = await granted(await as('alice'), await as('carla'), { reason })
  await granted(await as('ben'), await as('carla'))
  const erin = await as('erin')
  await erin.goto('/audit/grants?person=alice&bucket=finance-reports')
  await expect(erin.getByText(reason)).toBeVisible()
  const [download] = await Promise.all([
    erin.waitForEvent('download'),
    erin.getByRole('button', { name: 'Export as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^daypass-grants-\d{4}-\d\d-\d\d\.csv$/)
  const [headers = [], ...rows] = parsedCsv((await readFile(await download.path(), 'utf8')).slice(1))
  const column = (name: string) => rows.map((row) => row[headers.indexOf(name)] ?? '')
  expect(new Set(column('Handle'))).toEqual(new Set(['alice']))
  const row = column('Grant').indexOf(grantId)
  expect(column('Reason')[row]).toMatch(/^'=/)
  expect(withoutGuards(column('Reason')[row] ?? '')).toBe(reason)
  const [event] = await stored(
    `select body->'actor'->>'handle' as by, body->'data' as data from audit_events
     where body->>'type' = 'history.exported' order by occurred_at desc limit 1`,
  )
  expect(event).toEqual({
    by: 'erin',
    data: { list: 'grants', filters: { person: 'alice', bucket: 'finance-reports' } },
  })
  await erin.goto('/audit/events?type=history.exported')
  await expect(erin.getByRole('rowheader', { name: /exported the list of grants\./ }).first()).toBeVisible()
})

test('nobody else exports anything, and no other site has an auditor do it', async ({ as }) => {
  const before = await exports()
  const own = { 'sec-fetch-site': 'same-origin' }
  for (const handle of ['alice', 'carla', 'frank', 'gwen'] as const)
    for (const list of ['grants', 'sessions', 'events']) {
      const { request } = await as(handle)
      for (const form of [{}, { at: 'yesterday' }])
        expect((await request.post(`/audit/${list}/export`, { headers: own, form })).status()).toBe(404)
    }
  const { request } = await as('erin')
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }
  expect((await request.post('/audit/grants/export', { headers: foreign, form: {} })).status()).toBe(403)
  expect((await request.get('/audit/grants/export')).status()).toBe(405)
  expect(await exports()).toEqual(before)
})

function exports() {
  return stored(`select count(*) from audit_events where body->>'type' = 'history.exported'`)
}
