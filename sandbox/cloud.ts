import { CallLog } from './aws/call-log'
import { Faults } from './aws/faults'
import { route } from './aws/route'
import type { Origins, Sandbox } from './aws/sandbox'
import { createHandlerServer } from './aws/server'
import type { Store } from './aws/store'
import { handleConsole } from './console'
import { close, listen } from './listen'

export interface Cloud {
  origins: Origins
  sandbox: Sandbox
  close: () => Promise<void>
}

/**
 * Starts the AWS endpoint and the console over one state, on the wished ports or the next free ones (0: any).
 * The console and the sign-in endpoint are named `localhost`: another site than the portal's 127.0.0.1, as at AWS.
 */
export async function startCloud(store: Store, ports = { aws: 0, console: 0 }): Promise<Cloud> {
  const sandbox: Sandbox = {
    state: store.state,
    changed: store.changed,
    faults: new Faults(),
    calls: new CallLog(),
    origins: { aws: '', signin: '', console: '' },
  }
  const aws = createHandlerServer((request) => route(sandbox, request))
  const console = createHandlerServer((request) => handleConsole(sandbox, request))
  const awsPort = await listen(aws, ports.aws)
  const consolePort = await listen(console, ports.console)
  sandbox.origins = {
    aws: `http://127.0.0.1:${awsPort}`,
    signin: `http://localhost:${awsPort}`,
    console: `http://localhost:${consolePort}`,
  }
  return {
    origins: sandbox.origins,
    sandbox,
    close: async () => {
      await Promise.all([close(aws), close(console)])
      store.flush()
    },
  }
}
