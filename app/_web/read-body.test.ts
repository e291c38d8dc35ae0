import { expect, test } from 'vitest'
import { readBody } from './read-body'

const post = (body: string, type: string) =>
  new Request('http://portal/', { method: 'POST', body, headers: { 'content-type': type } })

test('a body of the type announced is read whole', async () => {
  expect(await readBody(post('{"a":"é"}', 'application/json; charset=utf-8'), 'application/json')).toBe(
    '{"a":"é"}',
  )
})

test('a form is not taken for JSON, though a page of any site could send it without asking', async () => {
  await expect(readBody(post('{}', 'text/plain'), 'application/json')).rejects.toMatchObject({
    code: 'ERR_INPUT',
  })
})

test('a body over 64 KB is refused before it is read to its end', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1
      controller.enqueue(new Uint8Array(16_384))
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' }
  const request = new Request('http://portal/', { ...init, headers: { 'content-type': 'application/json' } })
  await expect(readBody(request, 'application/json')).rejects.toMatchObject({ code: 'ERR_INPUT' })
  expect(sent).toBeLessThan(10)
})
