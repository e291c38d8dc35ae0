import { formRoute } from '@/app/_web/form-route'
import { handOver } from '@/app/_web/plain-page'
import { openConsole } from '@/lib/sessions/index'

/** Opens the console: a POST of a form on the grant's page, never a GET, so that nothing prefetches it. */
export const POST = formRoute(openConsole, {
  inputOf: (grantId, fields) => ({ grantId, sessionId: fields.get('sessionId') }),
  respond: ({ signInUrl }) => handOver(signInUrl.reveal()),
  backTo: (grantId) => `/grants/${encodeURIComponent(grantId)}`,
})
