import { beforeEach, expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { cancelRequest, commentOnRequest } from '../requests/index'
import type { Context } from '../identity/index'
import { call, useDomain } from '../testing/domain'
import { HOSTILE } from '../testing/letters'
import { mailWorker, testMailing, testProvider } from '../testing/mail-worker'
import type { TestProvider } from '../testing/mail-worker'
import { drawLetter } from '@/mails/index'

const domain = useDomain()
let provider: TestProvider
let worker: ReturnType<typeof mailWorker>
let alice: Context
let carla: Context
let chris: Context
let requestId: string

beforeEach(async () => {
  provider = testProvider()
  worker = mailWorker(domain, { ...testMailing(provider), draw: drawLetter })
  alice = await domain.signIn('alice')
  carla = await domain.signIn('carla')
  chris = await domain.signIn('chris')
  requestId = await domain.request(alice)
  await worker.work()
  provider.taken.length = 0
})

const write = (who: Context, body: string) => call(commentOnRequest, who, { id: newId(), requestId, body })

async function readers(): Promise<string[]> {
  const before = provider.taken.length
  await worker.work()
  return provider.taken
    .slice(before)
    .map(({ to }) => to.split('@')[0] ?? '')
    .sort()
}

test('an approver’s question reaches the requester alone, the answer whoever can decide; nobody their own', async () => {
  await write(carla, 'Is one prefix enough?')
  expect(await readers()).toEqual(['alice'])
  expect(provider.taken[0]).toMatchObject({
    subject: 'Carla wrote: Finance reports, s3://finance-reports/2026/',
    references: `<${requestId}@127.0.0.1>`,
  })
  expect(provider.taken[0]?.text).toContain('> Is one prefix enough?\n  (Carla (carla))')
  await write(alice, 'Yes, 2026/ is.')
  expect(await readers()).toEqual(['carla', 'chris'])
  await write(chris, 'Fine by me.')
  expect(await readers()).toEqual(['alice', 'carla'])
})

test('who wrote and is no approver any more reads no further', async () => {
  await write(carla, 'Is one prefix enough?')
  await domain.signIn('carla', { groups: ['engineers'] })
  await readers()
  await write(alice, 'Yes, 2026/ is.')
  expect(await readers()).toEqual(['chris'])
  await write(chris, 'Fine by me.')
  expect(await readers()).toEqual(['alice'])
})

test('what is written stays text, whatever it looks like (invariant 11)', async () => {
  await write(carla, HOSTILE.reason)
  await readers()
  const [mail] = provider.taken
  expect(mail?.html).not.toMatch(/<script|<img|<svg/)
  expect(mail?.html.match(/href=/g)).toHaveLength(1)
  expect(mail?.text.match(/https?:\/\/\S+/g)).toEqual([`http://127.0.0.1:3000/requests/${requestId}`])
})

test('an answer does not reach approvers once there is nothing to decide', async () => {
  await write(alice, 'Please.')
  await worker.reactToAll()
  await call(cancelRequest, alice, { requestId })
  expect(await readers()).toEqual([])
  expect((await worker.mails()).filter(({ kind }) => kind === 'question').map(({ state }) => state)).toEqual([
    'superseded',
    'superseded',
  ])
})
