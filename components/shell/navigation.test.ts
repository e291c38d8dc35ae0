import { expect, it } from 'vitest'
import { currentPlace, placesFor } from './navigation'

const hrefs = (roles: readonly string[]) =>
  placesFor(roles, '').flatMap((group) => group.places.map((place) => place.href))

it('an approver without any role reaches the queue, and nothing that is not theirs is offered', () => {
  expect(hrefs([])).toEqual(['/', '/approvals'])
  expect(hrefs(['requester'])).toEqual(['/', '/request', '/requests', '/approvals'])
  expect(hrefs(['auditor'])).toEqual(['/', '/approvals', '/audit/grants', '/audit/sessions', '/audit/events'])
  expect(hrefs(['administrator'])).toEqual(['/', '/approvals', '/admin/jobs'])
})

it('a page below a place belongs to that place, a page beside it does not', () => {
  const groups = placesFor(['requester', 'auditor'], '')
  expect(currentPlace(groups, '/')).toBe('/')
  expect(currentPlace(groups, '/request/finance')).toBe('/request')
  expect(currentPlace(groups, '/requests/1')).toBe('/requests')
  expect(currentPlace(groups, '/grants/1')).toBe(null)
  expect(currentPlace(groups, '/requested')).toBe(null)
})
