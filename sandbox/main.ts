import { markSecrets } from './aws/ids'
import { openStore, type Store } from './aws/store'
import { startCloud, type Cloud } from './cloud'
import { startIdp, type Idp } from './idp'
import { startMetadataService, type MetadataService } from './imds'
import { startMailbox, type Mailbox } from './mailbox'
import { onEndOfLife } from './lifetime'
import { freePort } from './listen'
import { readOptions, type Options } from './options'
import { demoWorld } from './world'
import { INSTANCES } from './world-home'

/** What is printed when everything listens: addresses, and what the portal needs to know. */
interface Ready {
  aws: string
  console: string
  signin: string
  idp: string
  idpClientId: string
  idpClientSecret: string
  /** The page that shows what was mailed, and where programs mail by SMTP. */
  mailbox: string
  smtp: string
  /** Where portal, worker and a program of the finance account find the credentials of their instance roles. */
  portalMetadata: string
  workerMetadata: string
  programMetadata: string
  clockOffsetSeconds: number
}

interface Parts {
  store: Store
  cloud: Cloud
  idp: Idp
  mailbox: Mailbox
  metadata: Record<keyof typeof INSTANCES, MetadataService>
}

function openWorld(options: Options): Store {
  const store = openStore(options.state)
  if (options.demo && store.state.accounts.size === 0) demoWorld(store.state)
  store.changed()
  return store
}

async function startParts(options: Options): Promise<Parts> {
  const { ports, portalUrls } = options
  const store = openWorld(options)
  const cloud = await startCloud(store, { aws: ports.port, console: ports['console-port'] })
  const { sandbox } = cloud
  const clientSecret = store.state.idpClientSecret
  return {
    store,
    cloud,
    idp: await startIdp({ port: await freePort(ports['idp-port']), portalUrls, clientSecret }),
    mailbox: await startMailbox(store, { web: ports['mailbox-port'], smtp: ports['smtp-port'] }),
    metadata: {
      portal: await startMetadataService(sandbox, INSTANCES.portal, ports['portal-metadata-port']),
      worker: await startMetadataService(sandbox, INSTANCES.worker, ports['worker-metadata-port']),
      program: await startMetadataService(sandbox, INSTANCES.program, ports['program-metadata-port']),
    },
  }
}

function readyLine({ store, cloud, idp, mailbox, metadata }: Parts): Ready {
  const { aws, console, signin } = cloud.origins
  return {
    aws,
    console,
    signin,
    idp: idp.url,
    idpClientId: idp.clientId,
    idpClientSecret: idp.clientSecret,
    mailbox: mailbox.url,
    smtp: mailbox.smtpUrl,
    portalMetadata: metadata.portal.url,
    workerMetadata: metadata.worker.url,
    programMetadata: metadata.program.url,
    clockOffsetSeconds: store.state.clockOffsetSeconds,
  }
}

function inWords(ready: Ready): string {
  return [
    'Sandbox – a local stand-in for AWS, not AWS',
    `  AWS endpoint       ${ready.aws}`,
    `  sign-in            ${ready.signin}/federation`,
    `  console            ${ready.console}`,
    `  identity provider  ${ready.idp}`,
    `  mailbox            ${ready.mailbox} (mail to it: ${ready.smtp})`,
    `  instance metadata  ${ready.portalMetadata} (portal), ${ready.workerMetadata} (worker), ${ready.programMetadata} (EC2Normal)`,
  ].join('\n')
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  markSecrets(options.canary)
  const parts = await startParts(options)
  const { store, cloud, idp, mailbox, metadata } = parts
  onEndOfLife(() => {
    store.flush()
    const ends = [cloud, idp, mailbox, ...Object.values(metadata)].map((part) => part.close())
    void Promise.all(ends).finally(() => process.exit(0))
  }, 'supervised')
  const ready = readyLine(parts)
  process.stdout.write(`${options.json ? JSON.stringify(ready) : inWords(ready)}\n`)
}

await main()
