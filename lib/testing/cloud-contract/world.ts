import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { randomBytes } from 'node:crypto'
import { createAws } from '../../clouds/aws/index'
import { createSecretStore } from '../../clouds/aws/secret-store'
import { createSes } from '../../mail/ses'
import type { Cloud, CloudAccount } from '../../ports/cloud'
import type { MailTransport } from '../../ports/mail'
import type { SecretStore } from '../../ports/secret-store'
import { clientsOf } from './clients'
import type { Clients, Keys } from './clients'
import type { Target } from './target'

const RETRY_SECONDS = 5

/**
 * One run of the contract at a target: the adapters under test, plain clients to prepare and to look with, and the list
 * of what was made. Everything it makes carries `prefix` in its name. The caller is an administrator of the account,
 * found by the SDK's default chain.
 */
export class World {
  readonly prefix = `daypass-prove-${randomBytes(5).toString('hex')}`
  readonly cloud: Cloud
  readonly secretStore: SecretStore
  readonly mail: MailTransport
  private readonly made: { what: string; remove: () => Promise<unknown> }[] = []
  private names = 0

  private constructor(
    readonly target: Target,
    readonly account: CloudAccount,
    /** Who runs the contract. */
    readonly callerArn: string,
    readonly admin: Clients,
    through: (cloud: Cloud) => Cloud,
  ) {
    const { region, standIn } = target
    const endpoint = standIn?.endpoint
    this.cloud = through(
      createAws({
        chained: false,
        ...(standIn && { stsEndpoint: standIn.endpoint, signInUrl: standIn.signin }),
      }),
    )
    this.secretStore = createSecretStore(endpoint ? { stsEndpoint: endpoint, secretsEndpoint: endpoint } : {})
    this.mail = createSes({ region, ...(endpoint && { endpoint }) })
  }

  /** `through`: what stands between the adapter for AWS and the contract; nothing, where it is AWS. */
  static async open(target: Target, through = (cloud: Cloud) => cloud): Promise<World> {
    const admin = clientsOf(target)
    const { Account: accountId = '', Arn = '' } = await admin.sts.send(new GetCallerIdentityCommand({}))
    const partition = Arn.split(':')[1] ?? ''
    const account: CloudAccount = { provider: 'aws', accountId, partition, region: target.region }
    return new World(target, account, Arn, admin, through)
  }

  /** Clients with a session's keys. */
  as(keys: Keys): Clients {
    return clientsOf(this.target, keys)
  }

  /** A name that nothing else has. */
  name(what: string): string {
    this.names += 1
    return `${this.prefix}-${what}-${this.names}`
  }

  /** To be called just before something is made, so that an interruption leaves nothing. `remove` must bear its absence. */
  willMake(what: string, remove: () => Promise<unknown>): void {
    this.target.stopping?.throwIfAborted()
    this.made.push({ what, remove })
  }

  /** What `check` answers, as soon as it does not throw: what was made a moment ago may not be known everywhere yet. */
  async settled<T>(check: () => Promise<T>): Promise<T> {
    const until = Date.now() + this.target.patienceSeconds * 1000
    for (;;) {
      try {
        return await check()
      } catch (error) {
        if (Date.now() >= until) throw error
        await this.target.pass(RETRY_SECONDS)
      }
    }
  }

  /** Removes all that was made, newest first, and answers what could not be removed, with the reason. */
  async close(): Promise<string[]> {
    const left: string[] = []
    for (let one = this.made.pop(); one !== undefined; one = this.made.pop()) {
      try {
        await one.remove()
      } catch (error) {
        left.push(`${one.what} (${error instanceof Error ? error.message : 'unknown error'})`)
      }
    }
    return left
  }
}
