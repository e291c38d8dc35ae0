import { v7 as newId } from 'uuid'
import { createAws } from '@/lib/clouds/aws/index'
import { openDatabase } from '@/lib/db/client'
import { transactions } from '@/lib/db/transaction'
import { findActor, startSignIn } from '@/lib/identity/index'
import type { Context, SignInRules, SystemContext } from '@/lib/identity/index'
import { submitRequest } from '@/lib/requests/index'
import { withClient } from '@/scripts/postgres/roles'
import { entitlement } from './many-entitlements'
import type { Stage } from './stage'

const REQUESTERS = 100

const RULES: SignInRules = {
  issuer: 'https://idp.example',
  clientId: 'daypass',
  handleClaim: 'preferred_username',
  groupsClaim: 'groups',
  idleMinutes: 60,
  absoluteMinutes: 720,
  roleGroups: { requester: ['engineers'], auditor: ['auditors'], administrator: ['administrators'] },
}

/** So many pending requests of a hundred people, each for another of the many entitlements: asked for by the verb itself. */
export async function seedPending(stage: Pick<Stage, 'appUrl' | 'ownerUrl'>, count: number): Promise<void> {
  const versions = await versionsOf(stage.ownerUrl)
  const database = openDatabase(stage.appUrl, 2)
  const system: SystemContext = {
    inTransaction: transactions(database),
    clouds: { aws: createAws({ chained: true }) },
    portalUrl: 'http://127.0.0.1',
  }
  try {
    for (let index = 0; index < REQUESTERS; index += 1) {
      const ctx = await signedIn(system, `asker-${String(index)}`)
      for (let number = index; number < count; number += REQUESTERS)
        await submitRequest(ctx, wish(number, versions))
    }
  } finally {
    await database.$disconnect()
  }
}

function wish(number: number, versions: ReadonlyMap<string, string>) {
  const [entitlementId] = entitlement(number)
  return {
    id: newId(),
    kind: 'ordinary' as const,
    entitlementId,
    entitlementVersionId: versions.get(entitlementId) ?? '',
    scope: {
      kind: 's3' as const,
      bucket: entitlementId,
      prefix: '2026/',
      level: 'read' as const,
      delete: false,
    },
    durationMinutes: 60,
    startsAt: null,
    deliveries: ['console' as const],
    reason: 'Check the third quarter',
    ticket: `FIN-${String(number)}`,
    incident: null,
  }
}

async function versionsOf(ownerUrl: string): Promise<Map<string, string>> {
  return withClient(ownerUrl, async (client) => {
    const sql = 'select id, current_version_id as version from entitlements'
    const { rows } = await client.query<{ id: string; version: string }>(sql)
    return new Map(rows.map(({ id, version }) => [id, version]))
  })
}

async function signedIn(system: SystemContext, handle: string): Promise<Context> {
  const claims = {
    issuer: RULES.issuer,
    subject: handle,
    handle,
    name: handle,
    email: `${handle}@example.com`,
    groups: ['engineers'],
    managerHandle: 'somebody',
    authenticatedAt: new Date(),
  }
  const outcome = await startSignIn(system, RULES, { claims, presentToken: undefined })
  const actor = outcome.status === 'started' && (await findActor(system, RULES, outcome.token))
  if (!actor) throw new Error(`${handle} could not sign in.`)
  return { ...system, actor }
}
