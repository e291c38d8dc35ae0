import { expect, test } from 'vitest'
import { withClient } from '@/scripts/postgres/roles'
import { testDatabase } from '../testing/database'
import { createLiveUpdates } from './live-updates'
import type { LiveNews } from './live-updates'

const REQUEST = '01a203b5-7199-7540-a807-2bb0437ecbe3'

test('a notification that is not understood counts as "something happened", and listening goes on', async () => {
  const { appUrl } = await testDatabase()
  const updates = createLiveUpdates(appUrl)
  try {
    const heard = news(updates)
    expect(await heard.next(), 'it listens').toBe('missed')
    const message = JSON.stringify({ ids: [REQUEST] })
    await withClient(appUrl, async (client) => {
      await client.query(`notify daypass_live, 'not json'`)
      await client.query(`select pg_notify('daypass_live', $1)`, [message])
    })
    expect(await heard.next()).toBe('missed')
    expect(await heard.next()).toEqual({ ids: [REQUEST] })
  } finally {
    updates.close()
  }
})

function news(updates: Pick<ReturnType<typeof createLiveUpdates>, 'follow'>) {
  const heard: LiveNews[] = []
  let wake = (): void => undefined
  updates.follow((one) => {
    heard.push(one)
    wake()
  }, 0)
  return {
    async next(): Promise<LiveNews> {
      for (;;) {
        const one = heard.shift()
        if (one !== undefined) return one
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
