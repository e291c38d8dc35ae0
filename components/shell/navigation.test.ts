import { expect, it } from 'vitest'
import { currentPlace, placesFor } from './navigation'

const hrefs = (roles: readonly string[]) =>
  placesFor(roles, '').flatMap((group) => group.places.map((place) => place.href))

it('an approver without any role reaches the queue, and nothing that is not theirs is offered', () => {
  expect(hrefs([])).toEqual(['/', '/approvals'])
  expect(hrefs(['requester'])).toEqual(['/', '/request', '/requests', '/approvals'])
  expect(hrefs(['auditor'])).toEqual([
    '/',
    '/approvals',
    '/audit/grants',
    '/audit/sessions',
    '/audit/events',
    '/audit/reviews',
  ])
  expect(hrefs(['administrator'])).toEqual([
    '/',
    '/approvals',
    '/admin/grants',
    '/admin/catalog',
    '/admin/people',
    '/admin/what-if',
    '/admin/jobs',
  ])
})

it('reviews are a place of whoever one waits for, whatever their roles, and of nobody else', () => {
  const [main] = placesFor([], '', '2')
  expect(main?.places.at(-1)).toEqual({ text: 'Reviews', href: '/reviews', count: '2' })
  expect(hrefs(['requester', 'administrator'])).not.toContain('/reviews')
})

it('a page below a place belongs to that place, a page beside it does not', () => {
  const groups = placesFor(['requester', 'auditor'], '')
  expect(currentPlace(groups, '/')).toBe('/')
  expect(currentPlace(groups, '/request/finance')).toBe('/request')
  expect(currentPlace(groups, '/requests/1')).toBe('/requests')
  expect(currentPlace(groups, '/grants/1')).toBe(null)
  expect(currentPlace(groups, '/requested')).toBe(null)
})
