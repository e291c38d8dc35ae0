import { expect, test } from 'vitest'
import { newId } from '../kernel/ids'
import { call, useDomain } from '../testing/domain'
import { cancelRequest, commentOnRequest, readRequest } from './index'

const domain = useDomain()

const say = (requestId: string, body: string) => ({ id: newId(), requestId, body })

test('requester and approvers ask and answer on a request, in order', async () => {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const requestId = await domain.request(alice)
  await call(commentOnRequest, carla, say(requestId, 'Which quarter?'))
  await call(commentOnRequest, alice, say(requestId, 'The third.\nOnly that.'))
  expect((await call(readRequest, carla, { requestId })).messages).toMatchObject([
    { by: { handle: 'carla' }, body: 'Which quarter?' },
    { by: { handle: 'alice' }, body: 'The third.\nOnly that.' },
  ])
  expect(await domain.events('request.commented')).toHaveLength(2)
})

test('sent twice it is one message; other words under its id are refused', async () => {
  const alice = await domain.signIn('alice')
  const message = say(await domain.request(alice), 'Hello')
  expect(await call(commentOnRequest, alice, message)).toEqual(await call(commentOnRequest, alice, message))
  await expect(call(commentOnRequest, alice, { ...message, body: 'Other' })).rejects.toMatchObject({
    code: 'ERR_ID_TAKEN',
  })
  expect(await domain.database.requestMessage.count()).toBe(1)
})

test('nobody else writes: who does not see it finds nothing, an auditor is told why', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  for (const [handle, code] of [
    ['bob', 'ERR_NOT_FOUND'],
    ['dmitri', 'ERR_NOT_FOUND'],
    ['audrey', 'ERR_FORBIDDEN'],
  ] as const)
    await expect(
      call(commentOnRequest, await domain.signIn(handle), say(requestId, 'Hm')),
    ).rejects.toMatchObject({ code })
  expect(await domain.database.requestMessage.count()).toBe(0)
})

test('a closed request takes no more words, and an empty message is none', async () => {
  const alice = await domain.signIn('alice')
  const requestId = await domain.request(alice)
  await expect(call(commentOnRequest, alice, say(requestId, '  \n '))).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
  await call(cancelRequest, alice, { requestId })
  await expect(call(commentOnRequest, alice, say(requestId, 'Still?'))).rejects.toMatchObject({
    code: 'ERR_ALREADY_DECIDED',
  })
})
