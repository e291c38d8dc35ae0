import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import type { TestContext } from 'vitest'
import type { Credentials } from './testing'

const run = promisify(execFile)

/** A client starts slowly where the machine is busy, but one that hangs is ended. */
const LONGEST_RUN = 60_000

/** For a test that starts a client several times. */
export const CLIENT_TEST = { timeout: 240_000 }

const NEEDS = {
  'AWS CLI': { command: ['aws', '--version'], missing: 'the program `aws` is not installed' },
  boto3: { command: ['python3', '-c', 'import boto3'], missing: '`python3` has no module boto3' },
}

/** A hook for `beforeEach`: skips the tests of a client that this machine lacks, and says why. */
export function needs(name: keyof typeof NEEDS): (ctx: TestContext) => void {
  const { command, missing } = NEEDS[name]
  const [program = '', ...args] = command
  const { status } = spawnSync(program, args, {
    env: cleanEnvironment(),
    stdio: 'ignore',
    timeout: LONGEST_RUN,
  })
  return (ctx) => {
    ctx.skip(status !== 0, missing)
  }
}

interface Output {
  ok: boolean
  /** What it printed, or its complaint. */
  text: string
}

/** The address of an instance's metadata service, in place of credentials. */
export interface OnInstance {
  metadata: string
}

export function identityVariables(identity: Credentials | OnInstance): Record<string, string> {
  if ('metadata' in identity) {
    return {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `${identity.metadata}/`,
      AWS_EC2_METADATA_V1_DISABLED: 'true',
    }
  }
  return {
    AWS_ACCESS_KEY_ID: identity.accessKeyId,
    AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
    ...(identity.sessionToken && { AWS_SESSION_TOKEN: identity.sessionToken }),
  }
}

/** Runs a program with these credentials, or on that instance, and nothing of the machine's own AWS configuration. */
export function runWith(
  identity: Credentials | OnInstance,
  command: string,
  args: readonly string[],
): Promise<Output> {
  return runIn(identityVariables(identity), command, args)
}

/** Runs a program with these variables, and nothing of the machine's own AWS configuration. */
export async function runIn(
  variables: NodeJS.ProcessEnv | Record<string, string>,
  command: string,
  args: readonly string[],
): Promise<Output> {
  const env = { ...cleanEnvironment(), ...variables }
  try {
    const { stdout } = await run(command, args, { env, timeout: LONGEST_RUN })
    return { ok: true, text: stdout }
  } catch (error) {
    return { ok: false, text: String((error as { stderr?: string }).stderr) }
  }
}

/** HOME stays: a Python that was installed for one person is found by it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_DEFAULT_REGION: 'eu-central-1',
  }
}
