import { generateKeyPairSync, randomBytes } from 'node:crypto'
import Provider, { interactionPolicy } from 'oidc-provider'
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider'
import { escapeHtml, framed } from './pages'
import type { IdpPerson } from './people'

export type ProviderSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
  findPerson: (sub: string) => IdpPerson | undefined
}

/** A certified OpenID provider (oidc-provider) with one client. It forgets everything when it stops, its keys too. */
export function createProvider(settings: ProviderSettings): Provider {
  const provider = new Provider(settings.issuer, configuration(settings))
  provider.proxy = false
  return provider
}

function configuration(settings: ProviderSettings): Configuration {
  return {
    clients: [clientOf(settings)],
    jwks: { keys: [newSigningKey()] },
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: 'sandbox_idp', interaction: 'sandbox_idp_ask', resume: 'sandbox_idp_resume' },
    },
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub', 'auth_time'],
      profile: ['name', 'preferred_username', 'manager'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: leaveAtOnce, postLogoutSuccessSource: left },
    },
    interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => {
      const person = settings.findPerson(sub)
      return person === undefined ? undefined : { accountId: sub, claims: () => claimsOf(person) }
    },
    loadExistingGrant: consentOf,
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = framed(
        'Error',
        `<h1>This did not work</h1><p>${escapeHtml(out.error_description ?? out.error)}</p>`,
        '',
      )
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 3600,
      Session: 86_400,
      Grant: 86_400,
    },
  }
}

function clientOf({ clientId, clientSecret, redirectUris, postLogoutRedirectUris }: ProviderSettings) {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: redirectUris,
    post_logout_redirect_uris: postLogoutRedirectUris,
    response_types: ['code' as const],
    grant_types: ['authorization_code'],
  }
}

function newSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    ...(privateKey.export({ format: 'jwk' }) as JWK),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(8).toString('hex'),
  }
}

function claimsOf(person: IdpPerson) {
  const { sub, handle, name, email, groups, manager } = person
  const managed = manager === undefined ? {} : { manager }
  return {
    sub,
    name,
    preferred_username: handle,
    email,
    email_verified: true,
    groups: [...groups],
    ...managed,
  }
}

// Everybody at this keyboard may be somebody else: a session from before never answers in their place.
function alwaysAsk() {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  const ask = new Check('always_ask', 'This provider asks every time', 'login_required', (ctx) =>
    ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  )
  policy.get('login')?.checks.add(ask)
  return policy
}

// The one client is the organisation's own: nobody is asked for consent.
async function consentOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile email groups')
  await grant.save()
  return grant
}

function leaveAtOnce(ctx: KoaContextWithOIDC, form: string): void {
  const nonce = randomBytes(16).toString('base64')
  const go = form.replace(
    '</form>',
    '<input type="hidden" name="logout" value="yes"><button>Sign out</button></form>',
  )
  ctx.set(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; frame-ancestors 'none'`,
  )
  ctx.body = framed(
    'Sign out',
    `<h1>Signing you out</h1>${go}<script nonce="${nonce}">document.forms[0].submit()</script>`,
    nonce,
  )
}

function left(ctx: KoaContextWithOIDC): void {
  ctx.body = framed('Signed out', '<h1>You are signed out</h1>', '')
}
