import { expect, test } from 'vitest'
import { handOver, problemPage } from './plain-page'

test('an address is handed over as data, in an answer that nobody keeps and that names no referrer', async () => {
  const response = handOver(`https://aws.example/login?token=a&b="><script>alert(1)</script>`)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(html).toContain('<meta name="referrer" content="no-referrer">')
  expect(html).not.toContain('<script>')
  expect(html).toContain('content="0; url=https://aws.example/login?token=a&amp;b=')
})

test('a refusal is a page with its status, its sentence as text, and the way back', async () => {
  const response = problemPage({ code: 'ERR_INPUT', sentence: '<b>no</b>', status: 400, backTo: '/grants/1' })
  const html = await response.text()
  expect(response.status).toBe(400)
  expect(html).toContain('&lt;b&gt;no&lt;/b&gt;')
  expect(html).toContain('href="/grants/1"')
})
