import { STSClient } from '@aws-sdk/client-sts'
import type { Cloud, SessionLimit } from '../../ports/cloud'
import { assumeRole } from './assume-role'
import { compileScope } from './compile-scope'
import { consoleSignIn } from './console-sign-in'
import { hostsOf } from './partitions'
import { policyAsSent, policySize } from './policy-as-sent'

export type AwsSettings = {
  /** Whether Daypass's own credentials come from a role that was assumed: then STS caps a session at an hour. */
  chained: boolean
  /** Addresses of a stand-in for AWS; left out for AWS itself. */
  stsEndpoint?: string
  signInUrl?: string
  consoleUrl?: string
}

const CHAINING_CAP_SECONDS = 3600

/** AWS as a provider. Credentials of Daypass's own come from the SDK's default chain. */
export function createAws(settings: AwsSettings): Cloud {
  const clients = new Map<string, STSClient>()
  const hosts = (partition: string, region: string) => {
    const known = hostsOf(partition)
    const signIn = settings.signInUrl ?? known?.signIn
    const console = settings.consoleUrl ?? known?.console(region)
    return signIn === undefined || console === undefined ? undefined : { signIn, console }
  }
  return {
    compileScope,
    policyAsSent,
    policySize,
    sessionLimit: (roleMaxSessionSeconds) => sessionLimit(roleMaxSessionSeconds, settings.chained),
    shortestSessionSeconds: 900,
    assumeRole: (input) => assumeRole(clientFor(clients, input.account.region, settings.stsEndpoint), input),
    consoleSignIn: async (input) => {
      const known = hosts(input.account.partition, input.account.region)
      if (known !== undefined) return consoleSignIn(known, input)
      return {
        status: 'failed',
        code: 'ERR_SIGN_IN_ENDPOINT',
        sentence: `Daypass knows no console for the partition ${input.account.partition}.`,
      }
    },
    consoleSignOutUrl: (account, returnTo) => {
      const url = new URL(
        '/oauth',
        hosts(account.partition, account.region)?.signIn ?? 'https://signin.aws.amazon.com',
      )
      url.searchParams.set('Action', 'logout')
      url.searchParams.set('redirect_uri', returnTo)
      return url.href
    },
    isStandIn: settings.signInUrl !== undefined || settings.stsEndpoint !== undefined,
  }
}

function sessionLimit(roleMaxSessionSeconds: number, chained: boolean): SessionLimit {
  return chained && roleMaxSessionSeconds > CHAINING_CAP_SECONDS
    ? { seconds: CHAINING_CAP_SECONDS, because: 'chaining' }
    : { seconds: roleMaxSessionSeconds, because: 'role' }
}

// Regional endpoints: partitions other than `aws` have no global one. One attempt: a repeated AssumeRole is a second session.
function clientFor(clients: Map<string, STSClient>, region: string, endpoint: string | undefined): STSClient {
  const client =
    clients.get(region) ??
    new STSClient({ region, maxAttempts: 1, ...(endpoint === undefined ? {} : { endpoint }) })
  clients.set(region, client)
  return client
}
