import { openStore, type Store } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { startIdp, type Idp } from './idp'
import { onEndOfLife } from './lifetime'
import { freePort } from './listen'
import { readOptions, type Options } from './options'
import { demoWorld, portalKey } from './world'

/** What is printed when everything listens: addresses, and what the portal needs to know of its clouds. */
interface Ready {
  aws: string
  console: string
  signin: string
  idp: string
  idpClientId: string
  idpClientSecret: string
  accessKeyId: string | null
  secretAccessKey: string | null
  clockOffsetSeconds: number
}

function openWorld(options: Options): Store {
  const store = openStore(options.state)
  if (options.demo && store.state.accounts.size === 0) demoWorld(store.state)
  store.changed()
  return store
}

function readyLine({ state }: Store, { origins }: Cloud, idp: Idp): Ready {
  const key = portalKey(state)
  return {
    aws: origins.aws,
    console: origins.console,
    signin: origins.signin,
    idp: idp.url,
    idpClientId: idp.clientId,
    idpClientSecret: idp.clientSecret,
    accessKeyId: key?.id ?? null,
    secretAccessKey: key?.secret ?? null,
    clockOffsetSeconds: state.clockOffsetSeconds,
  }
}

function inWords(ready: Ready): string {
  return [
    'Sandbox – a local stand-in for AWS, not AWS',
    `  AWS endpoint       ${ready.aws}`,
    `  sign-in            ${ready.signin}/federation`,
    `  console            ${ready.console}`,
    `  identity provider  ${ready.idp}`,
  ].join('\n')
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const store = openWorld(options)
  const cloud = await startCloud(store, { aws: options.port, console: options.consolePort })
  const idp = await startIdp({
    port: await freePort(options.idpPort),
    portalUrls: options.portalUrls,
    clientSecret: store.state.idpClientSecret,
  })
  onEndOfLife(() => {
    store.flush()
    void Promise.all([cloud.close(), idp.close()]).finally(() => process.exit(0))
  })
  const ready = readyLine(store, cloud, idp)
  process.stdout.write(`${options.json ? JSON.stringify(ready) : inWords(ready)}\n`)
}

await main()
