import { afterAll, beforeAll, beforeEach } from 'vitest'
import { withClient } from '@/scripts/postgres/roles'
import { storedEvent } from '../audit/index'
import type { StoredEvent } from '../audit/index'
import { openDatabase } from '../db/client'
import type { Database, Transaction } from '../db/client'
import { transactions } from '../db/transaction'
import { findActor, startSignIn } from '../identity/index'
import type { Context, SignInRules, SystemContext } from '../identity/index'
import type { Secret } from '../kernel/secret'
import { testDatabase } from './database'
import type { TestDatabase } from './database'
import { WAITING_FOR_A_LOCK } from './held'

const rules: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: ['engineers'], auditor: ['auditors'], administrator: ['administrators'] },
}

type Told = { groups?: string[]; email?: string | null; subject?: string; managerHandle?: string | null }

/** People and their sign-ins on a real database, fresh for every test: identity without the rooms above it. */
class People {
  readonly rules = rules
  database!: Database
  #fixture!: TestDatabase

  async open(): Promise<void> {
    this.#fixture = await testDatabase()
    this.database = openDatabase(this.#fixture.appUrl)
  }

  reset(): Promise<void> {
    return this.#fixture.reset()
  }

  get system(): SystemContext {
    return {
      inTransaction: transactions(this.database),
      clouds: {} as never,
      portalUrl: 'http://127.0.0.1:3000',
    }
  }

  /** Signs somebody in, or fails with the refusal; nobody has groups if not told. */
  async enter(handle: string, told: Told = {}, system: SystemContext = this.system): Promise<Secret> {
    const { groups = [], email = `${handle}@example.com`, subject = handle, managerHandle = null } = told
    const name = handle.charAt(0).toUpperCase() + handle.slice(1)
    const claims = {
      ...{ issuer: rules.issuer, subject, handle, name, email, groups, managerHandle },
      authenticatedAt: new Date(),
    }
    const outcome = await startSignIn(system, rules, { claims, presentToken: undefined })
    if (outcome.status !== 'started') throw outcome.error
    return outcome.token
  }

  /** The same, answering what their calls run with. */
  async signIn(handle: string, told: Told = {}): Promise<Context> {
    const actor = await findActor(this.system, rules, await this.enter(handle, told))
    if (actor === undefined) throw new Error('the sign-in has ended already')
    return { ...this.system, actor }
  }

  administrator(handle = 'adam'): Promise<Context> {
    return this.signIn(handle, { groups: ['administrators'] })
  }

  read<Value>(query: (tx: Transaction) => Promise<Value>): Promise<Value> {
    return this.system.inTransaction(query)
  }

  /** Moves the database's clock to so many seconds ahead. */
  moveClock(seconds: number): Promise<void> {
    return this.#fixture.setClock(seconds)
  }

  /** The log's lines of one type, oldest first. */
  async events(type: string): Promise<StoredEvent[]> {
    const rows = await this.database.auditEvent.findMany({ orderBy: { id: 'asc' } })
    return rows
      .map((row) => storedEvent.parse(JSON.parse(row.canonical)))
      .filter((event) => event.type === type)
  }

  /** Waits until one of this database's connections waits for a lock that another one holds. */
  async untilSomebodyWaits(): Promise<void> {
    await withClient(this.#fixture.ownerUrl, async (client) => {
      while ((await client.query(WAITING_FOR_A_LOCK)).rowCount === 0);
    })
  }
}

/** Sets people up for the tests of a file. */
export function usePeople(): People {
  const people = new People()
  beforeAll(() => people.open())
  beforeEach(() => people.reset())
  afterAll(() => people.database.$disconnect())
  return people
}
