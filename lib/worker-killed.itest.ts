import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { FaultKind } from '@/sandbox/aws/faults'
import { verifiedDomain } from '@/sandbox/aws/ses/account'
import { readMail } from '@/sandbox/mailbox/read'
import { allow, HOME } from '@/sandbox/testing'
import { relinquishGrant } from './grants/index'
import { newId } from './kernel/ids'
import { createSes } from './mail/ses'
import { deliverSecretAgain } from './sessions/index'
import { call, useDomain } from './testing/domain'
import { mailWorker, testMailing } from './testing/mail-worker'
import { secretOf } from './testing/secret'

// A real worker process is killed while AWS holds one of its calls, before or after it did what was asked; then
// another worker goes on.

const domain = useDomain()
const REGION = 'eu-central-1'
const TRIED_AGAIN_AFTER_SECONDS = 700
const AGAIN_AFTER_SECONDS = 601
/** How often the SDK sends a put that gets no answer. */
const PUT_ATTEMPTS = 3
const { hold, reader, read, stages, admin } = secretOf(domain)

afterEach(async () => {
  expect(await domain.tablesWithSecrets(), 'no credential at rest (invariant 8)').toEqual([])
})

function startWorker(settings: Record<string, string>) {
  const cloud = domain.cloud.endpoint
  const env = {
    ...process.env,
    LOG_LEVEL: 'silent',
    DATABASE_URL: domain.appUrl,
    DAYPASS_URL: domain.system.portalUrl,
    DAYPASS_AWS_CHAINED: 'no',
    DAYPASS_REQUESTER_GROUPS: 'engineers',
    AWS_ENDPOINT_URL_STS: cloud,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: cloud,
    OIDC_ISSUER: 'https://idp.example',
    OIDC_CLIENT_ID: 'daypass',
    OIDC_CLIENT_SECRET: 'never used',
    AUTH_SECRET: 'never used, for nobody signs in at a worker',
    ...settings,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/worker-main.ts'], { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A call of the worker to AWS by its operation and how many of those there were with it, and when it is held. */
type Step = readonly [
  operation: string,
  occurrence: number,
  held: Extract<FaultKind, 'timeout' | 'hold-after'>,
]

/** Runs a worker until it makes that call, has AWS hold it, and kills the worker. */
async function killAt(
  [operation, occurrence, held]: Step,
  settings: Record<string, string> = {},
): Promise<void> {
  const { faults } = domain.cloud.cloud.sandbox
  let left = occurrence
  let take: { mockRestore: () => void } | undefined
  const reached = new Promise<void>((resolve) => {
    take = vi.spyOn(faults, 'take').mockImplementation((called) => {
      if (called !== operation || --left > 0) return null
      resolve()
      return held
    })
  })
  const worker = startWorker(settings)
  await reached
  await nextTurn()
  await worker.kill()
  take?.mockRestore()
}

/** The next worker does the jobs of the dead one, which are free again (see worker.itest.ts) and due. */
async function goOn(): Promise<void> {
  await freeJobs()
  for (let turn = 0; turn < 3; turn++) {
    await domain.hurryJobs()
    await domain.work()
  }
}

async function freeJobs(): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues'])
    await domain.asOwner(`update graphile_worker.${table} set locked_at = null, locked_by = null`)
}

async function grantOfAlice() {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const grantId = await domain.grant(alice, [carla], { deliveries: ['secret'], durationMinutes: 60 })
  return { alice, grantId }
}

/** Every session that AWS made of the grant's role has its row, as one that may be live; others are none. */
async function expectNoneLostFromSight(): Promise<void> {
  const made = [...domain.cloud.state.sessions.values()].filter(({ roleName }) => roleName === 'Reports')
  const rows = await domain.database.session.findMany()
  expect(made.length).toBeGreaterThan(0)
  for (const { sessionName } of made)
    expect(rows.find((row) => row.roleSessionName === sessionName)?.status).toMatch(/^(issued|unknown)$/)
  expect(rows.filter(({ status }) => status === 'intended')).toEqual([])
}

/** The grant's secret is filled by one delivery that counts, with a session that is accounted for. */
async function expectFilled(grantId: string): Promise<void> {
  const { status, sessionId } = await hold(grantId)
  expect(status).toBe('delivered')
  const session = await domain.database.session.findUniqueOrThrow({ where: { id: sessionId ?? '' } })
  expect(session).toMatchObject({ status: 'issued', handedOverAt: expect.any(Date) as Date })
  expect((await read(await reader())).sessionId).toBe(session.accessKeyId)
  expect(await stages()).toEqual(['AWSCURRENT'])
  await expectNoneLostFromSight()
  const delivered = await domain.events('secret.delivered')
  expect(delivered.filter((event) => event.about.sessionId === sessionId)).toHaveLength(1)
}

describe('a worker killed while it fills a secret', () => {
  test.each<Step>([
    ['CreateSecret', 1, 'timeout'],
    ['CreateSecret', 1, 'hold-after'],
    ['PutResourcePolicy', 1, 'hold-after'],
    ['AssumeRole', 2, 'timeout'],
    ['AssumeRole', 2, 'hold-after'],
    ['AssumeRole', 3, 'timeout'],
    ['PutSecretValue', 1, 'timeout'],
    ['PutSecretValue', 1, 'hold-after'],
    ['DescribeSecret', 3, 'hold-after'],
  ])(
    'at %s (%i), %s: the next one fills it, and no session is lost from sight (invariant 3)',
    async (...step) => {
      const { grantId } = await grantOfAlice()
      await killAt(step)
      await goOn()
      await expectFilled(grantId)
      expect(await domain.events('secret.delivered')).toHaveLength(1)
    },
  )

  test.each<Step>([
    ['RestoreSecret', 1, 'timeout'],
    ['RestoreSecret', 1, 'hold-after'],
  ])('that was to be deleted, at %s (%i), %s: the next one restores and fills it', async (...step) => {
    const { alice, grantId: earlier } = await grantOfAlice()
    await domain.work()
    await call(relinquishGrant, alice, { grantId: earlier })
    await domain.work()
    await admin().send(new DeleteSecretCommand({ SecretId: 'Reports', RecoveryWindowInDays: 7 }))
    const { grantId } = await grantOfAlice()
    await killAt(step)
    await goOn()
    await expectFilled(grantId)
  })

  test.each<Step>([
    ['PutSecretValue', 1, 'hold-after'],
    ['UpdateSecretVersionStage', 1, 'timeout'],
    ['UpdateSecretVersionStage', 1, 'hold-after'],
  ])('again, at %s (%i), %s: the next one fills it, and no older version has a label', async (...step) => {
    const { alice, grantId } = await grantOfAlice()
    await domain.work()
    await domain.moveClock(AGAIN_AFTER_SECONDS)
    const sessionId = newId()
    await call(deliverSecretAgain, alice, { grantId, sessionId })
    await killAt(step)
    await goOn()
    await expectFilled(grantId)
    expect((await hold(grantId)).sessionId, 'the interrupted one is not trusted').not.toBe(sessionId)
  })
})

describe('a worker killed while it takes out what a put without an answer may have left', () => {
  test.each<Step>([
    ['PutSecretValue', 1, 'timeout'],
    ['PutSecretValue', 1, 'hold-after'],
    ['UpdateSecretVersionStage', 1, 'timeout'],
    ['UpdateSecretVersionStage', 1, 'hold-after'],
  ])('at %s (%i), %s: the next one does, and no version with credentials has a label', async (...step) => {
    const { grantId } = await grantOfAlice()
    domain.breakCloud('PutSecretValue', 'drop-after', PUT_ATTEMPTS)
    const { delivery } = domain
    const blind = { ...delivery.secretStore, isLabelled: () => Promise.reject(new Error('not now')) }
    await domain.work({ ...delivery, secretStore: blind })
    expect((await hold(grantId)).status).toBe('failed')
    const before = await read(await reader())
    await domain.hurryJobs()
    await killAt(step)
    await goOn()
    expect(JSON.stringify(await read(await reader()))).not.toContain(before['sessionToken'])
    expect(await stages()).toEqual(['AWSCURRENT'])
    await expectNoneLostFromSight()
  })
})

describe('a worker killed while it empties a secret', () => {
  test.each<Step>([
    ['PutSecretValue', 1, 'timeout'],
    ['PutSecretValue', 1, 'hold-after'],
    ['UpdateSecretVersionStage', 1, 'timeout'],
    ['UpdateSecretVersionStage', 1, 'hold-after'],
  ])(
    'at %s (%i), %s: the next one empties it, and no version with credentials has a label',
    async (...step) => {
      const { alice, grantId } = await grantOfAlice()
      await domain.work()
      const before = await read(await reader())
      await call(relinquishGrant, alice, { grantId })
      await killAt(step)
      await goOn()
      expect((await hold(grantId)).status).toBe('emptied')
      expect(JSON.stringify(await read(await reader()))).not.toContain(before['sessionToken'])
      expect(await stages()).toEqual(['AWSCURRENT'])
      expect(await domain.events('secret.emptied')).toHaveLength(1)
    },
  )
})

describe('a worker killed while it sends a mail', () => {
  test.each<[held: Step[2], arrived: number]>([
    ['timeout', 1],
    ['hold-after', 2],
  ])('(%s): the next one sends it: at least once, and never lost', async (held, arrived) => {
    const { state, endpoint } = domain.cloud
    verifiedDomain(state, HOME, REGION, 'example.com')
    const credentials = domain.cloud.addUser('mailer', allow(['ses:SendRawEmail', 'ses:GetSendQuota']))
    await domain.signIn('carla')
    const requestId = await domain.request(await domain.signIn('alice'))
    await killAt(['SendRawEmail', 1, held], {
      DAYPASS_MAIL: 'ses',
      DAYPASS_MAIL_FROM: 'Daypass <daypass@example.com>',
      DAYPASS_SES_REGION: REGION,
      AWS_ENDPOINT_URL_SES: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    })
    expect(await domain.database.mail.findMany()).toMatchObject([{ state: 'pending', providerId: null }])
    await freeJobs()
    await domain.moveClock(TRIED_AGAIN_AFTER_SECONDS)
    const transport = createSes({ region: REGION, endpoint, credentials })
    await mailWorker(domain, testMailing(transport)).work()
    expect(await domain.database.mail.findMany()).toMatchObject([{ state: 'sent', requestId }])
    const inbox = await Promise.all(state.mails.map(readMail))
    expect(inbox).toHaveLength(arrived)
    for (const mail of inbox) {
      expect(mail.subject).toBe(inbox[0]?.subject)
      expect(mail.recipients).toMatchObject([{ address: 'carla@example.com' }])
      expect(mail.references).toBe(`<${requestId}@127.0.0.1>`)
    }
  })
})
