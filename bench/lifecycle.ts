import { readFileSync } from 'node:fs'
import path from 'node:path'
import { v7 as newId } from 'uuid'
import { withClient } from '@/scripts/postgres/roles'
import { signIn, type Browser, type HttpAnswer } from './browser'
import type { Stage } from './stage'

const WISH = {
  entitlementId: 'sensitive-s3-access',
  scope: { kind: 's3', bucket: 'finance-reports', prefix: '2026/', level: 'read', delete: false },
  durationMinutes: 60,
  reason: 'Check the third quarter',
  ticket: 'FIN-2026',
}

/** One requester and one approver, each signed in for themselves. */
export interface Pair {
  requester: Browser
  approver: Browser
}

/** The three steps that change something, sent as the pages send them. */
export interface Lifecycle {
  submit: (pair: Pair) => Promise<string>
  approve: (pair: Pair, requestId: string) => Promise<string>
  /** Opens the console; answers how long that took, in milliseconds. */
  mint: (pair: Pair, grantId: string) => Promise<number>
}

/** Signs in so many pairs. The engineers take turns; one person may be signed in many times. */
export async function signInPairs(stage: Stage, count: number): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let index = 0; index < count; index += 1) {
    const requester = await signIn(stage, index % 2 === 0 ? 'alice' : 'ben')
    pairs.push({ requester, approver: await signIn(stage, 'carla') })
  }
  return pairs
}

/**
 * Prepares the lifecycle: the ids of the server actions from the build, the entitlement's version and the hashes of the
 * envelope and of what the policy says. These stand on pages that a person has open; they depend on the wish alone, so
 * they are read once.
 */
export async function prepareLifecycle(stage: Stage, pair: Pair): Promise<Lifecycle> {
  const actions = actionIds(stage.portalFolder)
  const read = (sql: string, values: string[]) =>
    withClient(stage.ownerUrl, async (client) => {
      const { rows } = await client.query<{ value: string }>(sql, values)
      return rows[0]?.value ?? ''
    })
  const entitlementVersionId = await read(
    'select current_version_id as value from entitlements where id = $1',
    [WISH.entitlementId],
  )
  const submit = async ({ requester }: Pair) => {
    const wish = { ...WISH, id: newId(), entitlementVersionId }
    const path = `/request/${WISH.entitlementId}`
    return resultOf(await requester.send('POST', path, ...asAction(actions.submit, wish)), 'requestId')
  }
  const first = await submit(pair)
  const page = await pair.approver.send('GET', `/requests/${first}?_rsc=`, { rsc: '1' })
  const hashes = { envelopeHash: hashIn(page, 'envelopeHash'), policyHash: hashIn(page, 'policyHash') }
  const approve = async ({ approver }: Pair, requestId: string) => {
    const decision = { id: newId(), requestId, outcome: 'approve', comment: '', ...hashes, narrowing: null }
    const path = `/requests/${requestId}`
    return resultOf(await approver.send('POST', path, ...asAction(actions.decide, decision)), 'grantId')
  }
  const mint = async ({ requester }: Pair, grantId: string) => {
    const form = new URLSearchParams({ sessionId: newId() }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await requester.send('POST', `/grants/${grantId}/console`, headers, form)
    if (answer.status !== 200) throw new Error(`No console was opened (${answer.status}).`)
    return answer.ms
  }
  await approve(pair, first)
  return { submit, approve, mint }
}

function asAction(id: string, input: object): [Record<string, string>, string] {
  const headers = {
    accept: 'text/x-component',
    'content-type': 'text/plain;charset=UTF-8',
    'next-action': id,
  }
  return [headers, JSON.stringify([input])]
}

/** What a server action answered under this name. */
function resultOf({ status, body }: HttpAnswer, name: string): string {
  const text = body.toString()
  const [, found] = new RegExp(`^[0-9a-f]+:\\{"ok":true.*"${name}":"([^"]+)"`, 'm').exec(text) ?? []
  if (found === undefined) throw new Error(`No ${name} (${status}): ${text.slice(0, 500)}`)
  return found
}

/** A hash that a request's page shows under this name. */
function hashIn({ status, body }: HttpAnswer, name: string): string {
  const [, found] = new RegExp(`"${name}":"([0-9a-f]{64})"`).exec(body.toString()) ?? []
  if (found === undefined) throw new Error(`The page shows no ${name} (${String(status)}).`)
  return found
}

/** The ids under which the built portal knows its server actions. */
function actionIds(portalFolder: string): { submit: string; decide: string } {
  const file = path.join(portalFolder, '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { exportedName: string }>
  }
  const idOf = (name: string) => Object.entries(node).find(([, one]) => one.exportedName === name)?.[0] ?? ''
  return { submit: idOf('submit'), decide: idOf('decide') }
}
