import { afterAll, beforeEach, describe, expect, test, type TestContext } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { issueTerminalCredentials } from '@/lib/sessions/index'
import { Desk, type Reader } from '@/lib/testing/clients'
import { call, useDomain as testDomain } from '@/lib/testing/domain'
import { CLIENT_TEST, needs } from '@/sandbox/testing-clients'
import { bashBlock, credentialProcessJson, credentialsFile, profileName } from './terminal-formats'
import type { TerminalCredentials } from './terminal-formats'

const PROFILE = profileName('reports')
const domain = testDomain()
const desk = new Desk(() => domain.cloud.endpoint)
afterAll(() => desk.close())

/** What the page got for Alice's click five minutes before the end: the credentials, which live fifteen at least, outlive it. */
async function shown(): Promise<TerminalCredentials> {
  const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
  const told = { deliveries: ['terminal'], durationMinutes: 30 }
  const grantId = await domain.grant(alice, [carla], told)
  await domain.moveClock(25 * 60)
  const answer = await call(issueTerminalCredentials, alice, { grantId, sessionId: newId() })
  return { ...answer.credentials.reveal(), region: answer.region, worksUntil: answer.worksUntil }
}

/** What a person does with a text that the page offers. */
type Way = {
  name: string
  ready: (credentials: TerminalCredentials) => { before?: string; variables?: Record<string, string> }
}

const ways: readonly Way[] = [
  {
    name: 'the lines for bash',
    ready: (credentials) => ({ before: bashBlock(credentials), variables: { AWS_PROFILE: 'another' } }),
  },
  {
    name: 'the profile for .aws/credentials',
    ready: (credentials) => {
      const file = desk.write('credentials', credentialsFile(PROFILE, credentials) ?? '')
      return { variables: { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: PROFILE } }
    },
  },
  {
    name: 'the JSON for credential_process',
    ready: (credentials) => {
      const json = desk.write('credentials.json', credentialProcessJson(credentials))
      const config = `[profile ${PROFILE}]\nregion = ${credentials.region}\ncredential_process = cat ${json}\n`
      return { variables: { AWS_CONFIG_FILE: desk.write('config', config), AWS_PROFILE: PROFILE } }
    },
  },
]

const READERS: readonly { reader: Reader; skip: (ctx: TestContext) => void }[] = [
  { reader: 'AWS CLI', skip: needs('AWS CLI') },
  { reader: 'boto3', skip: needs('boto3') },
  { reader: 'JavaScript SDK', skip: () => undefined },
]

describe.each(READERS)('$reader', ({ reader, skip }) => {
  beforeEach(skip)

  test.each(ways)(
    'with $name it reads what was approved, nothing else, and nothing from the grant’s end',
    CLIENT_TEST,
    async ({ ready }) => {
      const { before, variables } = ready(await shown())
      const read = (key: string) => desk.read(reader, key, before, variables)
      expect(await read('2026/q1.csv')).toBe('q1')
      expect(await read('2025/q4.csv')).toMatch(/^(AccessDenied|403)$/)
      await domain.moveClock(30 * 60)
      expect(await read('2026/q1.csv')).toMatch(/^(AccessDenied|403)$/)
    },
  )
})
