import { utcSeconds } from '../kernel/durations'
import { Secret } from '../kernel/secret'
import type { RoleCredentials } from '../ports/cloud'

/**
 * What a program reads from the secret: the names that programs read by themselves, and those of `credential_process`
 * (AWS CLI user guide, "Sourcing credentials with an external process"), so that printing the secret feeds any SDK.
 * `worksUntil` is the earlier of the credentials' own expiry and the grant's end.
 */
export function secretValue(credentials: RoleCredentials, worksUntil: Date): Secret {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials.reveal()
  return new Secret(
    JSON.stringify({
      sessionId: accessKeyId,
      sessionKey: secretAccessKey,
      sessionToken,
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: utcSeconds(worksUntil),
    }),
  )
}

/** What stands in the secret when the grant is over: no credential, and what to do. */
export function endedValue(portalUrl: string, grantId: string, endedAt: Date): string {
  return JSON.stringify({
    status: 'ended',
    endedAt: utcSeconds(endedAt),
    message: `This access has ended. Request it again: ${new URL(`/grants/${grantId}`, portalUrl).href}`,
  })
}
