import { IAMClient } from '@aws-sdk/client-iam'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { State } from './aws/state'
import { openStore } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { account, role, user, type PolicyDocument } from './world-state'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/** The account whose users call, and a second one, each with a user `admin` that may do everything. */
export const HOME = '111111111111'
export const OTHER = '222222222222'

const CREATED = '2026-01-01T00:00:00Z'

function keyOf(state: State, accountId: string, name: string): Credentials {
  const key = state.accounts.get(accountId)?.users.get(name.toLowerCase())?.accessKeys[0]
  if (!key) throw new Error(`no key of ${name}`)
  return { accessKeyId: key.id, secretAccessKey: key.secret }
}

/** A sandbox of its own on free ports, with SDK clients that speak to it, never retrying. */
export class TestCloud {
  private readonly clients: { destroy: () => void }[] = []

  private constructor(readonly cloud: Cloud) {}

  static async start(): Promise<TestCloud> {
    const store = openStore()
    for (const id of [HOME, OTHER])
      user(account(store.state, id, `account ${id}`), 'admin', allow('*'), CREATED)
    return new TestCloud(await startCloud(store))
  }

  get state(): State {
    return this.cloud.sandbox.state
  }

  get endpoint(): string {
    return this.cloud.origins.aws
  }

  admin(accountId = HOME): Credentials {
    return keyOf(this.state, accountId, 'admin')
  }

  /** A user of the account HOME, with these rights. */
  addUser(name: string, identity: PolicyDocument): Credentials {
    user(this.account(HOME), name, identity, CREATED)
    return keyOf(this.state, HOME, name)
  }

  /** A role `/daypass/NAME`; its ARN. */
  addRole(
    accountId: string,
    name: string,
    trust: PolicyDocument,
    identity?: PolicyDocument,
    maxSessionDurationSeconds = 43200,
  ): string {
    const fields = { name, description: '', trust, identity, maxSessionDurationSeconds }
    role(this.account(accountId), fields, CREATED)
    return `arn:aws:iam::${accountId}:role/daypass/${name}`
  }

  private account(id: string) {
    const found = this.state.accounts.get(id)
    if (!found) throw new Error(`no account ${id}`)
    return found
  }

  private kept<Client extends { destroy: () => void }>(client: Client): Client {
    this.clients.push(client)
    return client
  }

  private config(credentials: Credentials, region = 'eu-central-1') {
    return { endpoint: this.endpoint, region, credentials, maxAttempts: 1 }
  }

  sts(credentials: Credentials): STSClient {
    return this.kept(new STSClient(this.config(credentials)))
  }

  iam(credentials: Credentials): IAMClient {
    return this.kept(new IAMClient(this.config(credentials)))
  }

  s3(credentials: Credentials, region?: string): S3Client {
    return this.kept(new S3Client({ ...this.config(credentials, region), forcePathStyle: true }))
  }

  secrets(credentials: Credentials, region?: string): SecretsManagerClient {
    return this.kept(new SecretsManagerClient(this.config(credentials, region)))
  }

  /** Credentials of the role, as AssumeRole issues them. */
  async assume(
    caller: Credentials,
    roleArn: string,
    more: Partial<AssumeRoleCommandInput> = {},
  ): Promise<Required<Credentials>> {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'session', ...more })
    const { Credentials: issued } = await this.sts(caller).send(command)
    return {
      accessKeyId: issued?.AccessKeyId ?? '',
      secretAccessKey: issued?.SecretAccessKey ?? '',
      sessionToken: issued?.SessionToken ?? '',
    }
  }

  /** Moves the sandbox's clock to so many seconds from the machine's. */
  moveClock(offsetSeconds: number): void {
    this.state.clockOffsetSeconds = offsetSeconds
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.destroy()
    await this.cloud.close()
  }
}

/** A trust policy that lets these principals assume, tag and name. */
export function trusting(...arns: string[]): PolicyDocument {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: arns },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    },
  }
}

export function adminArn(accountId = HOME): string {
  return `arn:aws:iam::${accountId}:user/admin`
}

export function allow(action: string | string[], resource: string | string[] = '*'): PolicyDocument {
  return { Statement: { Effect: 'Allow', Action: action, Resource: resource } }
}

/** An AWS error as the SDK throws it: `ValidationError: 1 validation error …`. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'Code' in error ? String(error.Code) : error.name
    return `${code}: ${error.message}`
  }
  return 'succeeded'
}
