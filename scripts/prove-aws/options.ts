import { parseArgs } from 'node:util'

/** Why nothing was begun. */
export class Refusal extends Error {}

export type Options = {
  /** The account that the owner names as one to try things in. */
  accountId: string
  region: string
  mailFrom: string | undefined
  /** Whether a person answers what the console shows. */
  look: boolean
  standIn: { endpoint: string; signin: string } | undefined
}

const USAGE = `Proves in a scratch account of yours what Daypass builds on. It creates roles, buckets and secrets there, and removes them.

  PROVE_AWS_ACCOUNT=123456789012 npm run prove:aws -- --yes [--region eu-central-1] [--mail-from you@example.com] [--look]

Your credentials (of an administrator) are found as the AWS SDK finds them. docs/proof.md says more.`

/** Throws `Refusal` unless an account is named and the run is confirmed. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const values = readFlags(args)
  const accountId = env['PROVE_AWS_ACCOUNT'] ?? ''
  if (!/^\d{12}$/.test(accountId)) throw new Refusal(`PROVE_AWS_ACCOUNT names no account.\n\n${USAGE}`)
  if (!values.yes) throw new Refusal(`Say --yes to create things in the account ${accountId}.\n\n${USAGE}`)
  const { endpoint, signin } = values
  if ((endpoint === undefined) !== (signin === undefined))
    throw new Refusal('A stand-in has both --endpoint and --signin.')
  const redirected = Object.keys(env).filter((name) => name.startsWith('AWS_ENDPOINT_URL') && env[name])
  if (redirected.length > 0)
    throw new Refusal(
      `${redirected.join(', ')} would lead elsewhere than to AWS. Unset it, or use --endpoint.`,
    )
  return {
    accountId,
    region: values.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'eu-central-1',
    mailFrom: values['mail-from'],
    look: values.look,
    standIn: endpoint === undefined || signin === undefined ? undefined : { endpoint, signin },
  }
}

function readFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        yes: { type: 'boolean', default: false },
        look: { type: 'boolean', default: false },
        region: { type: 'string' },
        'mail-from': { type: 'string' },
        endpoint: { type: 'string' },
        signin: { type: 'string' },
      },
    })
    return values
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : ''}\n\n${USAGE}`)
  }
}

/** Throws `Refusal` where the credentials belong to another account than the one that was named. */
export function checkAccount({ accountId }: Options, actual: string): void {
  if (actual === accountId) return
  throw new Refusal(
    `These credentials are of the account ${actual}, and PROVE_AWS_ACCOUNT names ${accountId}.`,
  )
}
