import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { v7 as newId } from 'uuid'
import { startChild, whenReady } from '@/scripts/children'
import { machineEnvironment } from '@/scripts/demo/environment'
import { withClient } from '@/scripts/postgres/roles'
import { browserWith } from './browser'
import type { Stage } from './stage'
import { repeatFor, type Timing } from './timing'

/** What one Node process answers when it does nothing else, to so many clients. */
export async function bareServer(clients: number, seconds: number): Promise<Timing> {
  let port: string | undefined
  const child = startChild({
    name: 'bare server',
    command: ['scripts/bench-bare-server.ts'],
    env: machineEnvironment(),
    onFirstLine: (line) => (port = line),
  })
  try {
    await whenReady(child, () => Promise.resolve(port !== undefined))
    const browsers = Array.from({ length: clients }, () => browserWith(`http://127.0.0.1:${port ?? ''}`, ''))
    return await repeatFor(seconds, browsers, async (browser) => {
      await browser.send('POST', '/', {}, 'x'.repeat(300))
    })
  } finally {
    await child.stop()
  }
}

/** The two calls to the cloud that stand behind one console, made with nothing around them; milliseconds of each. */
export type BareCalls = () => Promise<{ assumeRole: number; signInToken: number }>

/** The calls that `grantId` leads to: same role, same approved policy, same identity as the portal's. */
export async function bareCalls(stage: Stage, grantId: string): Promise<BareCalls> {
  takeIdentity(stage.env)
  const client = new STSClient({ endpoint: stage.sandbox.aws, maxAttempts: 1 })
  const signin = browserWith(new URL(stage.sandbox.signin).origin, '')
  const { roleArn, policy } = await approved(stage, grantId)
  return async () => {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: `bench-${newId()}`,
      SourceIdentity: 'bench',
      DurationSeconds: 3600,
      Policy: JSON.stringify(policy),
    })
    const startedAt = performance.now()
    const { Credentials } = await client.send(command)
    const assumeRole = performance.now() - startedAt
    const session = JSON.stringify({
      sessionId: Credentials?.AccessKeyId,
      sessionKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
    })
    const query = new URLSearchParams({ Action: 'getSigninToken', Session: session })
    const token = await signin.send('GET', `/federation?${query.toString()}`)
    if (token.status !== 200) throw new Error(`No sign-in token: ${token.body.toString()}`)
    return { assumeRole, signInToken: token.ms }
  }
}

interface Approved {
  roleArn: string
  policy: unknown
}

async function approved({ ownerUrl }: Stage, grantId: string): Promise<Approved> {
  return withClient(ownerUrl, async (client) => {
    const sql = 'select envelope from grants where id = $1'
    const { rows } = await client.query<{ envelope: string }>(sql, [grantId])
    return JSON.parse(rows[0]?.envelope ?? '') as Approved
  })
}

/** Makes this process what the portal is to AWS, whoever runs the benchmark. */
function takeIdentity(portalEnv: NodeJS.ProcessEnv): void {
  const isAws = (name: string) => name.startsWith('AWS_')
  for (const name of Object.keys(process.env).filter(isAws)) Reflect.deleteProperty(process.env, name)
  for (const name of Object.keys(portalEnv).filter(isAws)) process.env[name] = portalEnv[name]
}
