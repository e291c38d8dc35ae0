import { createAws } from './clouds/aws/index'
import { openDatabase } from './db/client'
import { transactions } from './db/transaction'
import { signInRules } from './identity/index'
import type { SignInRules, SystemContext } from './identity/index'
import type { SignInSettings } from './identity/auth-options'
import { config } from './kernel/config'
import type { Config } from './kernel/config'
import { Secret } from './kernel/secret'
import { createLiveUpdates } from './notifications/index'
import type { LiveUpdates } from './notifications/index'

export type { LiveUpdates } from './notifications/index'

/** What a process of Daypass is made of: the ports with their adapters, from the configuration. */
export type Wiring = {
  system: SystemContext
  signInRules: SignInRules
  signInSettings: SignInSettings
  liveUpdates: LiveUpdates
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
  }
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
