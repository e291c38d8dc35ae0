import { AwsError } from '../errors'
import { formFields, type Answer, type HttpRequest } from '../http'
import { perform, type Outcome } from '../perform'
import type { Sandbox } from '../sandbox'
import { getSigninToken } from './get-signin-token'
import { login } from './login'
import { logout } from './logout'
import { loginError, plainError } from './pages'

/** What is on a sign-in page, or in its address, is a secret. */
const PRIVATE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
const SECRET_FIELDS = new Set(['Action', 'Session', 'SigninToken'])

type SigninAction = (
  sandbox: Sandbox,
  fields: ReadonlyMap<string, string>,
  cookies: string | undefined,
) => Answer

interface SigninRoute {
  run: SigninAction
  methods: readonly string[]
  renderError: (error: AwsError) => Answer
}

const ROUTES: ReadonlyMap<string, SigninRoute> = new Map([
  ['/federation getSigninToken', { run: getSigninToken, methods: ['GET', 'POST'], renderError: plainError }],
  ['/federation login', { run: login, methods: ['GET'], renderError: loginError }],
  ['/oauth logout', { run: logout, methods: ['GET'], renderError: loginError }],
])

const UNKNOWN: SigninRoute = {
  methods: ['GET', 'POST'],
  renderError: plainError,
  run: () => {
    throw new AwsError('InvalidAction', 'Invalid Action parameter')
  },
}

export function isSigninPath(path: string): boolean {
  return path === '/federation' || path === '/oauth'
}

function checkMethod(route: SigninRoute, method: string): void {
  if (!route.methods.includes(method)) throw new AwsError('MethodNotAllowed', 'Method Not Allowed', 405)
}

/** The sign-in endpoint: `getSigninToken`, `login`, and the sign-out that stands beside them. */
export function handleSignin(sandbox: Sandbox, request: HttpRequest): Outcome {
  const fields = formFields(request)
  const action = fields.get('Action') ?? ''
  const route = ROUTES.get(`${request.path} ${action}`) ?? UNKNOWN
  const outcome = perform(sandbox, {
    name: action,
    service: 'signin',
    parameters: Object.fromEntries([...fields].filter(([name]) => !SECRET_FIELDS.has(name))),
    renderError: route.renderError,
    run: () => {
      checkMethod(route, request.method)
      return route.run(sandbox, fields, request.headers.get('cookie'))
    },
  })
  return typeof outcome === 'string' ? outcome : { ...outcome, headers: { ...outcome.headers, ...PRIVATE } }
}
