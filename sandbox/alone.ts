import { parseArgs } from 'node:util'
import { openStore } from './aws/store'
import { startCloud } from './cloud'
import { onEndOfLife } from './lifetime'
import { account, user } from './world-state'
import { everything } from './world-policies'

const ACCOUNT_ID = '123456789012'

/** What any AWS tool needs to be pointed at the sandbox: an administrator of an empty account. */
interface Ready {
  endpoint: string
  signin: string
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

function inWords({ endpoint, signin, accountId, accessKeyId, secretAccessKey }: Ready): string {
  return [
    `Sandbox – a local stand-in for AWS, not AWS: the empty account ${accountId}. Ctrl-C ends it and forgets everything.`,
    '',
    `  export AWS_ENDPOINT_URL=${endpoint}`,
    `  export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    '  export AWS_REGION=eu-central-1',
    '',
    `  sign-in  ${signin}/federation`,
  ].join('\n')
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const store = openStore()
  const owner = account(store.state, ACCOUNT_ID, 'sandbox')
  const { accessKeys } = user(owner, 'admin', everything(), new Date().toISOString())
  const [key] = accessKeys
  if (!key) throw new Error('The administrator has no key.')
  const { origins, close } = await startCloud(store)
  onEndOfLife(() => void close().finally(() => process.exit(0)), 'by-hand')
  const ready: Ready = {
    endpoint: origins.aws,
    signin: origins.signin,
    accountId: ACCOUNT_ID,
    accessKeyId: key.id,
    secretAccessKey: key.secret,
  }
  process.stdout.write(`${values.json ? JSON.stringify(ready) : inWords(ready)}\n`)
}

await main()
