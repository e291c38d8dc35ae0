import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { readMail } from '@/sandbox/mailbox/read'
import type { Mail } from '@/sandbox/mailbox/state'
import { allData, demoFolder, logFile, runningDemo } from '@/scripts/demo/places'
import { projectRoot } from '@/scripts/project'
import { CANARY, leaksIn } from './canary'
import { demo } from './demo'
import { expect, test } from './fixtures'
import { freeSecrets, granted, openConsole } from './steps'
import { stored } from './stored'

// The last of the journeys, so that what they all left behind is looked through (invariant 8). Pages and browsers'
// storage are looked through while they are open, in every journey (watch-leaks.ts).

test.skip(!!process.env['JOURNEYS_DEMO'], 'a demo started by hand has no recognisable credentials')

test('after credentials of every kind went out, none stands in database, logs or mails', async ({ as }) => {
  await freeSecrets(as)
  const alice = await as('alice')
  const deliveries = ['console', 'terminal', 'secret']
  const { grantId } = await granted(alice, await as('carla'), { deliveries })
  await openConsole(alice, grantId)
  expect(await terminalCredentials(alice, grantId), 'they are recognisable').toContain(CANARY)
  await expect
    .poll(() => stored('select status from secret_holds where grant_id = $1', grantId))
    .toEqual([{ status: 'delivered' }])

  const others = [...(await signInTokens(alice)), ...passwords()]
  expect(await leaksInDatabase(others)).toEqual([])
  expect(leaksInLogs(others)).toEqual([])
  expect(await leaksInMails(others)).toEqual([])
})

async function terminalCredentials(page: Page, grantId: string): Promise<string> {
  const answer = await page.request.post(`/grants/${grantId}/terminal`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { sessionId: newId() },
  })
  return answer.text()
}

/** By what the portal knows a browser again. */
async function signInTokens(page: Page): Promise<string[]> {
  const cookies = await page.context().cookies(demo().portal)
  const tokens = cookies.filter(({ httpOnly }) => httpOnly).map(({ value }) => value)
  expect(tokens.length).toBeGreaterThan(0)
  return tokens
}

function passwords(): string[] {
  return [demo().database, demo().ownerDatabase].map((address) => new URL(address).password)
}

async function leaksInDatabase(others: string[]): Promise<string[]> {
  const tables = await stored(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await stored(`select t::text as text from ${String(name)} t`)
    found.push(...rows.flatMap(({ text }) => leaksIn(String(name), String(text), others)))
  }
  return found
}

function leaksInLogs(others: string[]): string[] {
  const data = dataOfDemo()
  const logs = ['portal', 'worker', 'catalogue'].map((name) => logFile(data, name))
  const second = path.join(projectRoot, 'test-results/second-portal.log')
  const all = existsSync(second) ? [...logs, second] : logs
  expect(readFileSync(logFile(data, 'portal'), 'utf8')).toContain('"verb":"open-console"')
  return all.flatMap((file) => leaksIn(path.basename(file), readFileSync(file, 'utf8'), others))
}

/** Every mail, raw and as a mail program takes it apart. */
async function leaksInMails(others: string[]): Promise<string[]> {
  const file = readFileSync(path.join(demoFolder(dataOfDemo()), 'sandbox.json'), 'utf8')
  const { mails } = (JSON.parse(file) as { state: { mails: Mail[] } }).state
  expect(mails.length).toBeGreaterThan(0)
  const texts = await Promise.all(mails.map(async (mail) => JSON.stringify([await readMail(mail), mail])))
  return texts.flatMap((text) => leaksIn('a mail', text, others))
}

function dataOfDemo(): string {
  const data = allData().find((name) => runningDemo(name)?.portal === demo().portal)
  if (data === undefined) throw new Error('The demo of the journeys has no data.')
  return data
}
