import { account, allow, bucket, type Case, otherAccount, roleArn, sessionArn, userArn } from './case'

const guide = 'AWS JSON policy elements: NotPrincipal'

/** A bucket policy denies everybody but these. The caller's own policies allow it. */
function but(
  listed: string | string[],
  caller: NonNullable<Case['caller']>,
  denied: boolean,
  rule: string,
): Case {
  return {
    guide,
    rule,
    caller,
    identity: [allow()],
    resource: [
      { Effect: 'Deny', NotPrincipal: { AWS: listed }, Action: 's3:*', Resource: [bucket, `${bucket}/*`] },
    ],
    decision: denied ? 'explicit-deny' : 'allow',
  }
}

export const notPrincipal: Case[] = [
  but([account, userArn], 'user', false, 'a user is left out when user and account are listed'),
  but(userArn, 'user', true, 'a user is denied when the account is not listed too'),
  but(account, 'user', true, 'the account alone leaves out none of its users'),
  but([account, roleArn, sessionArn], 'session', false, 'a session is left out with its role and account'),
  but([account, roleArn], 'session', true, 'a session is denied when only role and account are listed'),
  but([account, sessionArn], 'session', true, 'a session is denied when its role is not listed too'),
  but(account, 'root', false, 'the root user is the account'),
  but(otherAccount, 'root', true, 'the root user of an account that is not listed is denied'),
  but('*', 'session', false, 'everyone is left out by a wildcard'),
  but([account, userArn], 'anonymous', true, 'an anonymous caller is nobody who could be listed'),
]
