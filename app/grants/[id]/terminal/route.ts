import { secretRoute } from '@/app/_web/route'
import { issueTerminalCredentials } from '@/lib/sessions/index'

/** Credentials for a terminal, once: a POST by the page's own script, answered to it alone. */
export const POST = secretRoute(issueTerminalCredentials, ({ credentials, ...rest }) => ({
  ...rest,
  ...credentials.reveal(),
}))
