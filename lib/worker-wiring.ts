import { createSecretStore } from './clouds/aws/secret-store'
import type { Config } from './kernel/config'
import { Secret } from './kernel/secret'
import { createSes } from './mail/ses'
import { createSmtp } from './mail/smtp'
import type { MailTransport } from './ports/mail'
import type { SecretStore } from './ports/secret-store'

// What the worker has that no web process has a way to: `only-the-worker-…` among the import rules sees to it.

/** Where secrets are kept. */
export function secretStore(settings: Config): SecretStore {
  const { AWS_ENDPOINT_URL_STS: sts, AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets } = settings
  return createSecretStore({
    ...(sts === undefined ? {} : { stsEndpoint: sts }),
    ...(secrets === undefined ? {} : { secretsEndpoint: secrets }),
  })
}

/** How mail leaves; null where it is switched off. */
export function mailTransport(settings: Config): MailTransport | null {
  const { DAYPASS_SES_REGION: region, AWS_ENDPOINT_URL_SES: endpoint, SMTP_URL } = settings
  if (settings.DAYPASS_MAIL === 'ses' && region !== undefined)
    return createSes({ region, ...(endpoint === undefined ? {} : { endpoint }) })
  if (settings.DAYPASS_MAIL === 'smtp' && SMTP_URL !== undefined)
    return createSmtp({ url: new Secret(SMTP_URL) })
  return null
}
