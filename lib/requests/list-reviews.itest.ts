import { expect, test } from 'vitest'
import { call, useDomain } from '../testing/domain'
import { listReviews, reviewBreakGlass, submitRequest } from './index'

const domain = useDomain()

const POLICY = {
  stages: [{ name: 'Data owner', approvers: { groups: ['finance-approvers'] } }],
  breakGlass: {
    longestMinutes: 60,
    tell: { groups: ['finance-approvers'] },
    review: { by: { groups: ['platform-approvers'] }, withinMinutes: 60 },
  },
}

test('auditors narrow the list to open, overdue, justified, not justified or done: as of now, each review in its own', async () => {
  await domain.offer({ reports: { approval: 'glass' } }, { glass: POLICY })
  const [alice, dmitri] = [await domain.signIn('alice'), await domain.signIn('dmitri')]
  const audrey = await domain.signIn('audrey')
  const taken = async () => {
    const form = await domain.form({ kind: 'break-glass', durationMinutes: 60, incident: 'INC-42' })
    return (await call(submitRequest, alice, form)).requestId
  }
  const found = async (state: string) =>
    (await call(listReviews, audrey, { state })).items.map(({ requestId }) => requestId)
  const [late, fine, bad] = [await taken(), await taken(), await taken()]
  await call(reviewBreakGlass, dmitri, { requestId: fine, outcome: 'justified', comment: null })
  await call(reviewBreakGlass, dmitri, { requestId: bad, outcome: 'unjustified', comment: 'No incident' })
  expect(await found('overdue')).toEqual([])
  await domain.moveClock(61 * 60)
  const fresh = await taken()

  expect(await found('open')).toEqual([fresh, late])
  expect(await found('overdue')).toEqual([late])
  expect(await found('justified')).toEqual([fine])
  expect(await found('unjustified')).toEqual([bad])
  expect(await found('done')).toEqual([bad, fine])
  await expect(call(listReviews, audrey, { state: 'forgotten' })).rejects.toMatchObject({ code: 'ERR_INPUT' })
})
