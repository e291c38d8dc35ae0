import { withClient } from '@/scripts/postgres/roles'
import { applyCatalog } from '../../catalog/index'
import { createAws } from '../../clouds/aws/index'
import { openDatabase } from '../../db/client'
import type { Database } from '../../db/client'
import { transactions } from '../../db/transaction'
import { findActor, startSignIn } from '../../identity/index'
import type { Context, SignInRules, SystemContext } from '../../identity/index'
import { DaypassError } from '../../kernel/errors'
import type { Secret } from '../../kernel/secret'
import { testDatabase } from '../database'
import type { TestDatabase } from '../database'
import { keepBaseline } from './baseline'
import { CAST, EVERYBODY } from './cast'
import type { Handle, Identity } from './cast'
import { BEGIN, installLogicalClock, restartClock } from './clock'
import type { Memory } from './judge'
import { filesOf, FIRST_SHELF, versionsById } from './shelf'
import type { Shelf } from './shelf'
import { at, readSnapshot } from './snapshot'
import type { Snapshot } from './snapshot'

/** The groups that give the role of a requester. */
export const ROLE = ['engineers', 'finance']

export const RULES: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: ROLE, auditor: ['auditors'], administrator: ['administrators'] },
}

/** What was on somebody's screen when they looked at a request. */
export type Screen = { envelopeHash: string; policyHash: string }

/** Daypass's whole domain on a real database, with a clock that no machine's speed moves, and nothing of a cloud. */
export class World {
  readonly versions = versionsById()
  readonly #aws = createAws({ chained: false, stsEndpoint: 'http://127.0.0.1:9' })
  database!: Database
  #fixture!: TestDatabase
  state!: Snapshot
  shelf: Shelf = FIRST_SHELF
  memory: Memory = new Map()
  screens = new Map<string, Screen>()
  /** What was done so far, in words. */
  story: string[] = []
  #identities = new Map<Handle, Identity>()
  #tokens = new Map<Handle, Secret>()
  #firstTokens = new Map<Handle, Secret>()
  /** SQL that makes the first state again; undefined until it was made once. */
  #again: string | undefined
  #offset = 0
  #time = BEGIN

  async open(): Promise<void> {
    this.#fixture = await testDatabase()
    await withClient(this.#fixture.ownerUrl, installLogicalClock)
    this.database = openDatabase(this.#fixture.appUrl)
  }

  get system(): SystemContext {
    return {
      inTransaction: transactions(this.database),
      clouds: { aws: this.#aws },
      portalUrl: 'http://127.0.0.1:3000',
    }
  }

  /** An empty Daypass with the first catalogue, where everybody has signed in once. */
  async begin(): Promise<void> {
    await this.#fixture.reset()
    await withClient(this.#fixture.ownerUrl, restartClock)
    this.#offset = 0
    this.#time = BEGIN
    this.memory = new Map()
    this.screens = new Map()
    this.story = []
    this.shelf = FIRST_SHELF
    this.#identities = new Map(EVERYBODY.map((handle) => [handle, CAST[handle]]))
    if (this.#again === undefined) await this.#makeFirst()
    else await withClient(this.#fixture.superuserUrl, (client) => client.query(this.#again ?? ''))
    this.#tokens = new Map(this.#firstTokens)
    await this.look()
  }

  async #makeFirst(): Promise<void> {
    await this.offer(this.system, FIRST_SHELF)
    for (const handle of EVERYBODY) await this.#enter(handle)
    this.#firstTokens = new Map(this.#tokens)
    this.#again = await withClient(this.#fixture.superuserUrl, keepBaseline)
  }

  /** Reads the state anew. */
  async look(): Promise<Snapshot> {
    this.state = await this.system.inTransaction(readSnapshot)
    this.#time = new Date(this.state.now)
    return this.state
  }

  async offer(ctx: Pick<SystemContext, 'inTransaction'>, shelf: Shelf): Promise<void> {
    const how = { operator: 'model@here', message: null, emergency: 'the model' }
    await applyCatalog(ctx, { files: filesOf(shelf), ...how })
  }

  identityOf(handle: Handle): Identity {
    return this.#identities.get(handle) ?? CAST[handle]
  }

  /** Signs somebody in by what the identity provider says of them now. Throws their refusal. */
  async signIn(ctx: SystemContext, handle: Handle, identity: Identity): Promise<Secret> {
    const { groups, email, managerHandle } = identity
    const claims = {
      ...{ issuer: RULES.issuer, subject: handle, handle, name: handle, email, managerHandle },
      groups: [...groups],
      authenticatedAt: this.#time,
    }
    const outcome = await startSignIn(ctx, RULES, { claims, presentToken: undefined })
    if (outcome.status === 'refused') throw outcome.error
    return outcome.token
  }

  /** Notes that somebody has signed in with this identity. */
  noteSignIn(handle: Handle, identity: Identity, token: Secret): void {
    this.#identities.set(handle, identity)
    this.#tokens.set(handle, token)
  }

  async #enter(handle: Handle): Promise<void> {
    const identity = this.identityOf(handle)
    this.noteSignIn(handle, identity, await this.signIn(this.system, handle, identity))
  }

  /** What somebody's calls run with; they sign in again where they have to. Undefined for whoever is kept out. */
  async actor(handle: Handle): Promise<Context['actor'] | undefined> {
    const present = async () => {
      const token = this.#tokens.get(handle)
      return token === undefined ? undefined : findActor(this.system, RULES, token)
    }
    const actor = await present()
    if (actor !== undefined) return actor
    try {
      await this.#enter(handle)
    } catch (error) {
      if (error instanceof DaypassError) return undefined
      throw error
    }
    await this.look()
    return present()
  }

  get now(): number {
    return at(this.state.now)
  }

  /** Moves the clock by so many seconds. */
  async moveClock(seconds: number): Promise<void> {
    this.#offset += seconds
    await this.#fixture.setClock(this.#offset)
    await this.look()
  }
}
