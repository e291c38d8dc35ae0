import type { Page } from '@playwright/test'
import { call } from './actions'
import { expect, test } from './fixtures'
import { picture } from './pictures'
import { orderFault } from './sandbox'
import { freeSecrets, granted } from './steps'
import { stored } from './stored'

// A trace of so many pictures takes longer than the pictures themselves.
test.use({ trace: 'off' })

test.afterEach(async () => {
  await orderFault('AssumeRole', 'throttle', 0)
  await orderFault('DescribeSecret', 'error-500', 0)
})

test('a secret: being filled, not filled, expired, not emptied, being emptied', async ({ as }) => {
  await freeSecrets(as)
  const ben = await as('ben')
  const { grantId } = await granted(ben, await as('carla'), { deliveries: ['secret'] })
  await expectState(ben, grantId, 'Filled')

  await setHold(grantId, `status = 'waiting'`)
  await pictureOfState(ben, grantId, 'Being filled', 'grant-secret-filling')
  await setHold(
    grantId,
    `status = 'failed', failure_code = 'ERR_STS_REFUSED', failure_sentence = 'AWS refused to let Daypass assume the role.'`,
  )
  await pictureOfState(ben, grantId, 'Not filled', 'grant-secret-failed')
  await setHold(grantId, `status = 'delivered', failure_code = null, failure_sentence = null`)
  await stored(
    `update sessions set expires_at = daypass_now() - interval '1 minute' where grant_id = $1`,
    grantId,
  )
  await pictureOfState(ben, grantId, 'Its credentials have expired', 'grant-secret-expired')

  await orderFault('DescribeSecret', 'error-500', 1000)
  await call(ben, '/', 'relinquish', { grantId })
  await expectState(ben, grantId, 'Not emptied yet')
  await emptyNext(grantId, '1 hour')
  await pictureOfState(ben, grantId, 'Not emptied yet', 'grant-secret-not-emptied')
  await setHold(grantId, `failure_code = null, failure_sentence = null`)
  await pictureOfState(ben, grantId, 'Being emptied', 'grant-secret-emptying')

  await orderFault('DescribeSecret', 'error-500', 0)
  await emptyNext(grantId, '0')
  await expectState(ben, grantId, 'Emptied')
})

test('terminal credentials that AWS refused', async ({ as }) => {
  const ben = await as('ben')
  const { grantId } = await granted(ben, await as('carla'), { deliveries: ['terminal'] })
  await ben.goto(`/grants/${grantId}`)
  await orderFault('AssumeRole', 'throttle', 20)
  await ben.getByRole('button', { name: 'Terminal credentials' }).click()
  await expect(ben.getByRole('alert').filter({ hasText: 'ERR_STS_THROTTLED' })).toBeVisible()
  await picture(ben, 'grant-terminal-refused')
})

async function expectState(page: Page, grantId: string, words: string): Promise<void> {
  await page.goto(`/grants/${grantId}`)
  await expect(page.locator('#secret').getByRole('status').first()).toHaveText(words, { timeout: 60_000 })
}

async function pictureOfState(page: Page, grantId: string, words: string, name: string): Promise<void> {
  await expectState(page, grantId, words)
  await picture(page, name)
}

async function setHold(grantId: string, changes: string): Promise<void> {
  await stored(`update secret_holds set ${changes} where grant_id = $1`, grantId)
}

/** When the worker tries next to empty a grant's secret; it has no try under way. */
async function emptyNext(grantId: string, fromNow: string): Promise<void> {
  const own = `payload->>'grantId' = $1 and locked_at is null`
  await expect
    .poll(() =>
      stored(
        `update graphile_worker._private_jobs set run_at = now() + $2::interval where ${own} returning id`,
        grantId,
        fromNow,
      ),
    )
    .not.toEqual([])
}
