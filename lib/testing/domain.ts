import { Logger, runOnce } from 'graphile-worker'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { z } from 'zod'
import { withClient } from '@/scripts/postgres/roles'
import type { FaultKind } from '@/sandbox/aws/faults'
import type { TestCloud } from '@/sandbox/testing'
import { storedEvent } from '../audit/index'
import type { StoredEvent } from '../audit/index'
import { applyCatalog } from '../catalog/index'
import type { AppliedCatalog } from '../catalog/index'
import { createAws } from '../clouds/aws/index'
import { createSecretStore } from '../clouds/aws/secret-store'
import { openDatabase } from '../db/client'
import type { Database } from '../db/client'
import { transactions } from '../db/transaction'
import { endDueGrants } from '../grants/index'
import { findActor, startSignIn } from '../identity/index'
import type { Context, SignInRules, SystemContext } from '../identity/index'
import { taskPayloads } from '../jobs/schema'
import { newId } from '../kernel/ids'
import { parseInput } from '../kernel/verb'
import type { Verb } from '../kernel/verb'
import type { Cloud } from '../ports/cloud'
import type { SecretStore } from '../ports/secret-store'
import { decideRequest, findRequest, submitRequest } from '../requests/index'
import { judgeRequest } from '../requests/judge'
import { deliverSecret, emptySecret, mendSecret } from '../sessions/index'
import type { DeliveryContext } from '../sessions/index'
import { catalogFiles } from './catalog'
import type { EntitlementId } from './catalog'
import { startCloudWorld } from './cloud-world'
import { testDatabase } from './database'
import type { TestDatabase } from './database'

const RULES: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: ['engineers'], auditor: ['auditors'], administrator: ['administrators'] },
}

/** Who is who: the groups that the identity provider gives each. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  alice: ['engineers'],
  bob: ['engineers'],
  carla: ['finance-approvers'],
  chris: ['finance-approvers'],
  dmitri: ['platform-approvers'],
  audrey: ['auditors'],
  adam: ['administrators'],
  stranger: [],
}

/** Calls a verb as the web does: what came from outside is parsed first. */
export async function call<Ctx, Schema extends z.ZodType, Output>(
  verb: Verb<Ctx, Schema, Output>,
  ctx: Ctx,
  input: unknown,
): Promise<Output> {
  return verb(ctx, parseInput(verb.input, input))
}

type SignInTold = { groups?: string[]; email?: string; subject?: string; managerHandle?: string }

/** What a test watches or breaks. */
type CloudOperation =
  | 'AssumeRole'
  | 'getSigninToken'
  | 'CreateSecret'
  | 'DescribeSecret'
  | 'PutResourcePolicy'
  | 'PutSecretValue'
  | 'UpdateSecretVersionStage'

/** The whole domain on a real database and a real sandbox, both fresh for every test. */
class Domain {
  database!: Database
  cloud!: TestCloud
  aws!: Cloud
  secretStore!: SecretStore
  #fixture!: TestDatabase

  async open(): Promise<void> {
    this.#fixture = await testDatabase()
    this.database = openDatabase(this.#fixture.appUrl)
  }

  async begin(): Promise<void> {
    await this.#fixture.reset()
    const { cloud, portal } = await startCloudWorld()
    this.cloud = cloud
    vi.stubEnv('AWS_ACCESS_KEY_ID', portal.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', portal.secretAccessKey)
    vi.stubEnv('AWS_SESSION_TOKEN', undefined)
    vi.stubEnv('AWS_PROFILE', undefined)
    this.aws = this.awsAt(cloud.endpoint)
    this.secretStore = createSecretStore({ stsEndpoint: cloud.endpoint, secretsEndpoint: cloud.endpoint })
    await this.offer()
  }

  async end(): Promise<void> {
    await this.cloud.close()
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }

  /** AWS as the portal has it, with this address for STS; `chained` as when Daypass's own identity is a role. */
  awsAt(stsEndpoint: string, { chained = false } = {}): Cloud {
    const { signin, console } = this.cloud.cloud.origins
    return createAws({ chained, stsEndpoint, signInUrl: signin, consoleUrl: console })
  }

  /** Connects as the portal does; for a second process beside it. */
  get appUrl(): string {
    return this.#fixture.appUrl
  }

  get system(): SystemContext {
    return {
      inTransaction: transactions(this.database),
      clouds: { aws: this.aws },
      portalUrl: 'http://127.0.0.1:3000',
    }
  }

  /** What the worker fills and empties secrets with. */
  get delivery(): DeliveryContext {
    return { ...this.system, signInRules: RULES, secretStore: this.secretStore }
  }

  /** Does the jobs about secrets that are due, as the worker does, until there are none; a failed one waits for its time. */
  async work(ctx: DeliveryContext = this.delivery): Promise<void> {
    await runOnce({
      connectionString: this.appUrl,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      taskList: {
        'deliver-secret': (payload) => deliverSecret(ctx, taskPayloads['deliver-secret'].parse(payload)),
        'mend-secret': (payload) => mendSecret(ctx, taskPayloads['mend-secret'].parse(payload)),
        'empty-secret': (payload) => emptySecret(ctx, taskPayloads['empty-secret'].parse(payload)),
      },
    })
  }

  /** Writes down what the clock has ended, as the worker's tick does. */
  async endDue(): Promise<void> {
    await endDueGrants(this.system)
  }

  /** Makes all jobs due now, whatever time they wait for. */
  async hurryJobs(): Promise<void> {
    await this.asOwner('update graphile_worker._private_jobs set run_at = now()')
  }

  /** Makes the catalogue what `catalogFiles` says, as an operator does who cannot wait for an administrator. */
  async offer(...changes: Parameters<typeof catalogFiles>): Promise<AppliedCatalog> {
    const operator = { operator: 'tester@here', emergency: 'a test' }
    const handedIn = await call(applyCatalog, this.system, { files: catalogFiles(...changes), ...operator })
    const { unchanged, versioned, withdrawn } = { versioned: [], withdrawn: [], unchanged: 0, ...handedIn }
    return { unchanged, versioned, withdrawn }
  }

  /** Signs somebody in and answers what their calls run with. Groups are those of the table above, if not told. */
  async signIn(handle: string, told: SignInTold = {}) {
    const { groups = GROUPS[handle] ?? [], email = `${handle}@example.com`, subject = handle } = told
    const claims = {
      issuer: RULES.issuer,
      subject,
      handle,
      name: handle.charAt(0).toUpperCase() + handle.slice(1),
      email,
      groups,
      managerHandle: told.managerHandle ?? null,
      authenticatedAt: new Date(),
    }
    const outcome = await startSignIn(this.system, RULES, { claims, presentToken: undefined })
    if (outcome.status !== 'started') throw outcome.error
    const actor = await findActor(this.system, RULES, outcome.token)
    if (actor === undefined) throw new Error('the sign-in has ended already')
    return { ...this.system, actor }
  }

  /** What the form sends for an entitlement: `reports`, 2026/, read, 2 h, if not told otherwise. */
  async form(told: { entitlementId?: EntitlementId } & Record<string, unknown> = {}) {
    const { entitlementId = 'reports' } = told
    const { currentVersionId } = await this.database.entitlement.findUniqueOrThrow({
      where: { id: entitlementId },
    })
    return {
      id: newId(),
      entitlementId,
      entitlementVersionId: currentVersionId,
      scope: SCOPES[entitlementId],
      durationMinutes: 120,
      reason: 'Quarter close',
      ticket: null,
      ...told,
    }
  }

  /** A request that was sent. */
  async request(ctx: Context, told: Parameters<Domain['form']>[0] = {}): Promise<string> {
    return (await call(submitRequest, ctx, await this.form(told))).requestId
  }

  /** What the approver's page sends, with the hashes of what is stored and of what the policy says now. */
  async answer(requestId: string, told: Record<string, unknown> = {}) {
    const hashes = await this.system.inTransaction(async (tx) => {
      const request = await findRequest(tx, requestId)
      if (request === null) throw new Error(`there is no request ${requestId}`)
      const { terms, policyHash } = await judgeRequest(tx, this.system, request)
      return { envelopeHash: terms.envelopeHash, policyHash }
    })
    return { id: newId(), requestId, outcome: 'approve', comment: null, ...hashes, ...told }
  }

  /** A grant: asked for by one, approved by the others. */
  async grant(
    requester: Context,
    approvers: readonly Context[],
    told: Parameters<Domain['form']>[0] = {},
  ): Promise<string> {
    const requestId = await this.request(requester, told)
    for (const approver of approvers) await call(decideRequest, approver, await this.answer(requestId))
    return (await this.database.grant.findUniqueOrThrow({ where: { requestId } })).id
  }

  /** Moves the database's and the cloud's clock to so many seconds ahead. */
  async moveClock(seconds: number): Promise<void> {
    this.cloud.moveClock(seconds)
    await this.#fixture.setClock(seconds)
  }

  /** The log, oldest first. */
  async events(type?: string): Promise<StoredEvent[]> {
    const rows = await this.database.auditEvent.findMany({ orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }] })
    const events = rows.map((row) => storedEvent.parse(JSON.parse(row.canonical)))
    return type === undefined ? events : events.filter((event) => event.type === type)
  }

  /** Runs SQL as the owner of the tables. */
  async asOwner<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { ownerUrl } = this.#fixture
    return withClient(ownerUrl, async (client) => (await client.query<Row>(sql, [...values])).rows)
  }

  /** Runs SQL with the application's rights. */
  async asApplication(sql: string): Promise<void> {
    await withClient(this.appUrl, (client) => client.query(sql))
  }

  /** The ids of the events that a `react` job waits for, in the jobs' order. */
  async eventsToReactTo(): Promise<string[]> {
    const jobs = await this.asOwner<{ id: string }>(
      `select payload ->> 'eventId' as id from graphile_worker._private_jobs order by id`,
    )
    return jobs.map((job) => job.id)
  }

  /** What the cloud was asked to do, oldest first. */
  calls(operation: CloudOperation) {
    return this.cloud.cloud.sandbox.calls.list(operation)
  }

  /** Makes the cloud's next answers to an operation fail. */
  breakCloud(operation: CloudOperation, kind: FaultKind, times = 1): void {
    this.cloud.cloud.sandbox.faults.order(operation, kind, times)
  }

  /** The tables in which something stands that the cloud has issued and that is secret (invariant 8). */
  async tablesWithSecrets(): Promise<string[]> {
    const { sessions, signinTokens } = this.cloud.state
    const issued = [...sessions.values()].flatMap((one) => [one.secretAccessKey, one.sessionToken])
    const secrets = [...issued, ...signinTokens.keys()]
    return withClient(this.#fixture.ownerUrl, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      )
      const found: string[] = []
      for (const { name } of tables) {
        const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`)
        if (rows.some(({ text }) => secrets.some((secret) => text.includes(secret)))) found.push(name)
      }
      return found
    })
  }
}

const SCOPES: Record<EntitlementId, object> = {
  reports: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
  payroll: { kind: 's3', bucket: 'payroll', prefix: '', level: 'read', delete: false },
  lake: { kind: 's3', bucket: 'lake', prefix: '', level: 'read', delete: false },
  operator: { kind: 'whole-role' },
  board: { kind: 's3', bucket: 'finance-reports', prefix: 'board/', level: 'read', delete: false },
}

/** Sets the domain up for the tests of a file. */
export function useDomain(): Domain {
  const domain = new Domain()
  beforeAll(() => domain.open())
  beforeEach(() => domain.begin())
  afterEach(() => domain.end())
  afterAll(() => domain.database.$disconnect())
  return domain
}

/** Sets the domain up once for all tests of a file, which leave it as they found it. */
export function useSharedDomain(): Domain {
  const domain = new Domain()
  beforeAll(async () => {
    await domain.open()
    await domain.begin()
  })
  afterAll(async () => {
    await domain.end()
    await domain.database.$disconnect()
  })
  return domain
}
