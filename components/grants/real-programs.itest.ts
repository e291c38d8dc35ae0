import { afterAll, beforeEach, describe, expect, test, type TestContext } from 'vitest'
import { Desk } from '@/lib/testing/clients'
import { useDomain as testDomain } from '@/lib/testing/domain'
import { secretOf } from '@/lib/testing/secret'
import { CLIENT_TEST, identityVariables, needs } from '@/sandbox/testing-clients'
import { javaScriptSnippet, profileSnippet, pythonSnippet } from './secret-snippets'

const PLACE = { name: 'Reports', region: 'eu-central-1' }
const PROFILE = 'daypass-reports'
const domain = testDomain()
const { reader } = secretOf(domain)
const desk = new Desk(() => domain.cloud.endpoint)
afterAll(() => desk.close())

interface Program {
  name: string
  skip: (ctx: TestContext) => void
  /** A line for a shell that reads the secret, then the object, and prints it. */
  line: () => string
  /** What it says when the secret holds no credentials any more. */
  atTheEnd: RegExp
  variables?: () => Record<string, string>
}

/** What stands on the grant's page, and then a line that reads. */
const programs: readonly Program[] = [
  {
    name: 'a Python program',
    atTheEnd: /^KeyError$/,
    skip: needs('boto3'),
    line: () => {
      const read = `print(s3.get_object(Bucket="finance-reports", Key="2026/q1.csv")["Body"].read().decode(), end="")`
      return `python3 ${desk.write('program.py', `${pythonSnippet(PLACE)}\n${read}\n`)}`
    },
  },
  {
    name: 'a JavaScript program',
    atTheEnd: /^Error$/,
    skip: () => undefined,
    line: () => {
      const read = `const { GetObjectCommand } = await import('@aws-sdk/client-s3')
const object = await s3.send(new GetObjectCommand({ Bucket: 'finance-reports', Key: '2026/q1.csv' }))
process.stdout.write(await object.Body.transformToString())`
      return `node ${desk.write('program.mjs', `${javaScriptSnippet(PLACE)}\n${read}\n`)}`
    },
  },
  {
    name: 'the AWS CLI, with the secret as its credential_process',
    atTheEnd: /Unsupported version/,
    skip: needs('AWS CLI'),
    line: () => `aws --profile ${PROFILE} s3 cp s3://finance-reports/2026/q1.csv -`,
    variables: () => ({ AWS_CONFIG_FILE: desk.write('config', `${profileSnippet(PLACE, PROFILE)}\n`) }),
  },
]

describe.each(programs)('$name', ({ skip, line, variables, atTheEnd }) => {
  beforeEach(skip)

  test('reads the secret, then the bucket, and stops with the grant (invariant 2)', CLIENT_TEST, async () => {
    const [alice, carla] = [await domain.signIn('alice'), await domain.signIn('carla')]
    await domain.grant(alice, [carla], { durationMinutes: 15, deliveries: ['secret'] })
    await domain.work()
    const run = async () => desk.bash(line(), { ...identityVariables(await reader()), ...variables?.() })
    expect(await run()).toBe('q1')
    // The secret still holds the credentials, for the worker has not come by; AWS refuses them by itself.
    await domain.moveClock(15 * 60)
    expect(await run()).toMatch(/^(AccessDenied|403|ExpiredToken|400)$/)
    await domain.endDue()
    await domain.work()
    expect(await run()).toMatch(atTheEnd)
  })
})
