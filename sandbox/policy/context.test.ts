import { expect, test } from 'vitest'
import { account, callers, roleArn, userArn } from './cases/case'
import { principalContext } from './index'

const now = new Date('2026-05-03T12:00:00.999Z')

test('a session brings its role, its id and its tags, and no user name', () => {
  expect(principalContext(callers.session, now, { 's3:prefix': 'a/' })).toEqual({
    'aws:CurrentTime': '2026-05-03T12:00:00Z',
    'aws:EpochTime': '1777809600',
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalType': 'AssumedRole',
    'aws:userid': 'AROAREADER:ada-1',
    'aws:PrincipalTag/team': 'finance',
    's3:prefix': 'a/',
  })
})

test('a user brings its friendly name without the path', () => {
  expect(principalContext(callers.user, now)).toMatchObject({
    'aws:username': 'ada',
    'aws:PrincipalArn': userArn,
    'aws:PrincipalType': 'User',
  })
})

test('the root user is of type Account', () => {
  expect(principalContext(callers.root, now)).toMatchObject({
    'aws:PrincipalType': 'Account',
    'aws:userid': account,
  })
})

test('an anonymous caller brings its type and the time alone', () => {
  expect(Object.keys(principalContext(callers.anonymous, now))).toEqual([
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:PrincipalType',
  ])
})
