import { test } from 'vitest'
import { testDatabase } from './database'
test('x', async () => {
  const f = await testDatabase()
  for (let i = 0; i < 5; i++) { const t = performance.now(); await f.reset(); console.log('reset', performance.now() - t) }
  for (let i = 0; i < 2; i++) { const t = performance.now(); await f.setClock(0); console.log('clock', performance.now() - t) }
})
