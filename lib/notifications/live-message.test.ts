import { describe, expect, test } from 'vitest'
import { liveMessageOf } from './live-message'

const requestId = '01a203b5-7199-7540-a807-2bb0437ecbe3'
const grantId = '01a203b5-7199-7540-a807-2bb0437ecbe4'

describe('what open pages are told', () => {
  test('names the request and the grant, by id alone', () => {
    const about = { requestId, grantId, personId: requestId, accountId: '111122223333' }
    expect(liveMessageOf({ type: 'grant.opened', about })).toEqual({ ids: [requestId, grantId] })
  })

  test('does not name an entitlement: not everybody may know that it exists', () => {
    const about = { entitlementId: 'secret-project', accountId: '111122223333' }
    expect(liveMessageOf({ type: 'entitlement.versioned', about })).toEqual({ ids: [] })
  })

  test('leaves refusals out, for they change nothing that a page shows', () => {
    expect(liveMessageOf({ type: 'decision.refused', about: { requestId } })).toEqual({ ids: [] })
  })

  test.each(['delegation.made', 'delegation.ended', 'person.suspended', 'person.reinstated'])(
    'at %s is that anything may have changed, and not who it is about',
    (type) => {
      expect(liveMessageOf({ type, about: { personId: requestId } })).toEqual({ ids: [], anything: true })
    },
  )

  test('says which sign-in ended, so that its streams close', () => {
    const about = { personId: requestId, signInId: grantId }
    expect(liveMessageOf({ type: 'sign-in.ended', about })).toEqual({ ids: [], endedSignInId: grantId })
  })
})
