import assert from 'node:assert/strict'
import { hostsOf } from '../../clouds/aws/partitions'
import type { AssumeRoleInput, RoleCredentials } from '../../ports/cloud'
import { issued } from './case'
import type { ContractCase } from './case'
import { consoleSignIn } from './console-cases'
import { IN, reading, UNTIL_END_SECONDS } from './reading'
import type { OpenedConsole } from './target'
import type { World } from './world'

/** The object as the console's page of its folder shows it. */
const SHOWN = IN.slice(IN.indexOf('/') + 1)
const LONGEST_CONSOLE_SECONDS = 43_200
/** The shortest that STS issues. */
const SESSION_SECONDS = 900

type Reading = Awaited<ReturnType<typeof reading>>

/** The console at the bucket's folder, signed in as Daypass does it. */
async function openConsole(
  world: World,
  { bucket }: Reading,
  credentials: RoleCredentials,
): Promise<OpenedConsole> {
  const scope = { kind: 's3', bucket, prefix: '2026/', level: 'read', delete: false } as const
  const signIn = await consoleSignIn(world, credentials, scope)
  assert.ok(signIn.status === 'ready', signIn.status === 'failed' ? signIn.sentence : '')
  return world.target.openConsole(signIn.signInUrl.reveal())
}

/** The console as somebody opens it who holds the credentials: for the longest that the sign-in endpoint gives. */
async function openByHand(world: World, { bucket }: Reading, credentials: RoleCredentials) {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials.reveal()
  const { partition, region } = world.account
  const hosts = hostsOf(partition)
  assert.ok(hosts !== undefined, `no console of ${partition} is known`)
  const endpoint = world.target.standIn?.signin ?? hosts.signIn
  const Session = JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken })
  const ask = (more: Record<string, string>) =>
    fetch(
      `${endpoint}/federation?${String(new URLSearchParams({ Action: 'getSigninToken', Session, ...more }))}`,
    )
  const longest = await ask({ SessionDuration: String(LONGEST_CONSOLE_SECONDS) })
  // It is refused to credentials that a role obtained.
  const answer = longest.ok ? longest : await ask({})
  assert.ok(answer.ok, `the sign-in endpoint answered ${answer.status}`)
  const { SigninToken } = (await answer.json()) as { SigninToken: string }
  const login = new URLSearchParams({
    Action: 'login',
    Issuer: 'https://daypass.example',
    Destination: `${hosts.console(region)}/s3/buckets/${bucket}?region=${region}&prefix=2026/`,
    SigninToken,
  })
  return world.target.openConsole(`${endpoint}/federation?${String(login)}`)
}

async function session(world: World, { role, approvedPolicy }: Reading, told: Partial<AssumeRoleInput> = {}) {
  return (await issued(world, role.arn, { approvedPolicy, ...told })).credentials
}

async function sessionUntil(world: World, place: Reading, seconds: number) {
  return session(world, place, { endsAt: new Date((await world.target.now()).getTime() + seconds * 1000) })
}

async function shows(console: OpenedConsole, expected: boolean, when: string): Promise<void> {
  assert.equal(
    await console.lists(SHOWN),
    expected,
    `the console ${expected ? 'shows no' : 'shows an'} object ${when}`,
  )
}

export const consoleAssumptions: readonly ContractCase[] = [
  {
    name: 'a console session shows nothing from the second of the grant’s end',
    run: async (world) => {
      const place = await reading(world)
      const console = await openConsole(world, place, await sessionUntil(world, place, UNTIL_END_SECONDS))
      await shows(console, true, 'before the end')
      await world.target.pass(UNTIL_END_SECONDS + 1)
      await shows(console, false, 'after the end')
    },
  },
  {
    name: 'a console session that somebody makes of the credentials themselves ends with the grant too',
    run: async (world) => {
      const place = await reading(world)
      const credentials = await sessionUntil(world, place, UNTIL_END_SECONDS)
      const before = await openByHand(world, place, credentials)
      await shows(before, true, 'before the end')
      await world.target.pass(UNTIL_END_SECONDS + 1)
      await shows(before, false, 'after the end')
      await shows(await openByHand(world, place, credentials), false, 'when signed in after the end')
    },
  },
  {
    name: 'a console session lasts no longer than its credentials',
    run: async (world) => {
      const place = await reading(world)
      const console = await openConsole(world, place, await session(world, place))
      await shows(console, true, 'while they last')
      await world.target.pass(SESSION_SECONDS + 1)
      await shows(console, false, 'when they have ended')
    },
  },
]
