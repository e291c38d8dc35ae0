import { createAws } from './clouds/aws/index'
import { createSecretStore } from './clouds/aws/secret-store'
import { openDatabase } from './db/client'
import { transactions } from './db/transaction'
import { signInRules } from './identity/index'
import type { SignInRules, SystemContext } from './identity/index'
import type { SignInSettings } from './identity/auth-options'
import { config } from './kernel/config'
import type { Config } from './kernel/config'
import { Secret } from './kernel/secret'
import { createSes } from './mail/ses'
import { createSmtp } from './mail/smtp'
import { createLiveUpdates } from './notifications/index'
import type { LiveUpdates } from './notifications/index'
import type { MailTransport } from './ports/mail'
import type { SecretStore } from './ports/secret-store'

export type { LiveUpdates } from './notifications/index'

/** What a process of Daypass is made of: the ports with their adapters, from the configuration. */
export type Wiring = {
  system: SystemContext
  signInRules: SignInRules
  signInSettings: SignInSettings
  liveUpdates: LiveUpdates
  /** How mail leaves; null where it is switched off. */
  mail: MailTransport | null
}

export function wire(settings: Config): Wiring {
  const database = openDatabase(settings.DATABASE_URL)
  return {
    system: {
      inTransaction: transactions(database),
      clouds: { aws: createAws(awsSettings(settings)) },
      portalUrl: settings.DAYPASS_URL,
    },
    signInRules: signInRules(settings),
    signInSettings: {
      clientSecret: new Secret(settings.OIDC_CLIENT_SECRET),
      cookieSecret: new Secret(settings.AUTH_SECRET),
      scopes: settings.OIDC_SCOPES,
    },
    liveUpdates: createLiveUpdates(settings.DATABASE_URL),
    mail: mailTransport(settings),
  }
}

/** Where secrets are kept: for the worker alone. The web process has no way to them. */
export function secretStore(settings: Config): SecretStore {
  const { AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL_SECRETS_MANAGER } = settings
  return createSecretStore({
    ...(AWS_ENDPOINT_URL_STS === undefined ? {} : { stsEndpoint: AWS_ENDPOINT_URL_STS }),
    ...(AWS_ENDPOINT_URL_SECRETS_MANAGER === undefined
      ? {}
      : { secretsEndpoint: AWS_ENDPOINT_URL_SECRETS_MANAGER }),
  })
}

function mailTransport(settings: Config): MailTransport | null {
  const { DAYPASS_SES_REGION: region, AWS_ENDPOINT_URL_SES: endpoint, SMTP_URL } = settings
  if (settings.DAYPASS_MAIL === 'ses' && region !== undefined)
    return createSes({ region, ...(endpoint === undefined ? {} : { endpoint }) })
  if (settings.DAYPASS_MAIL === 'smtp' && SMTP_URL !== undefined)
    return createSmtp({ url: new Secret(SMTP_URL) })
  return null
}

function awsSettings(settings: Config) {
  const { AWS_ENDPOINT_URL_STS, DAYPASS_AWS_SIGN_IN_URL, DAYPASS_AWS_CONSOLE_URL } = settings
  return {
    chained: settings.DAYPASS_AWS_CHAINED,
    ...(AWS_ENDPOINT_URL_STS === undefined ? {} : { stsEndpoint: AWS_ENDPOINT_URL_STS }),
    ...(DAYPASS_AWS_SIGN_IN_URL === undefined ? {} : { signInUrl: DAYPASS_AWS_SIGN_IN_URL }),
    ...(DAYPASS_AWS_CONSOLE_URL === undefined ? {} : { consoleUrl: DAYPASS_AWS_CONSOLE_URL }),
  }
}

const kept = globalThis as typeof globalThis & { daypassWiring?: Wiring }

/** This process's wiring, made at the first call. Kept globally: Next.js loads a module once for every bundle it is in. */
export function wiring(): Wiring {
  return (kept.daypassWiring ??= wire(config()))
}
