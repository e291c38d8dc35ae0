import { devNull } from 'node:os'

/** What the sandbox says when it is ready. */
export interface SandboxAddresses {
  aws: string
  console: string
  signin: string
  idp: string
  idpClientId: string
  idpClientSecret: string
  mailbox: string
  smtp: string
  portalMetadata: string
  workerMetadata: string
  programMetadata: string
  clockOffsetSeconds: number
}

/** The machine's own variables without those of Daypass and AWS that a person may have set for other purposes. */
export function machineEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(AWS_|DAYPASS_|OIDC_|DATABASE_|NEXTAUTH_|AUTH_SECRET$|SIGN_IN_|SMTP_|PORT$|NODE_OPTIONS$|npm_)/
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  return { ...Object.fromEntries(own), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
}

/** What surrounds the demo's portal and worker. */
interface Surroundings {
  portal: string
  databaseUrl: string
  authSecret: string
  sandbox: SandboxAddresses
}

/** The demo's configuration of the portal; the table in README says what each variable means. */
export function portalEnvironment(given: Surroundings): NodeJS.ProcessEnv {
  const { portal, databaseUrl, authSecret, sandbox } = given
  return {
    ...machineEnvironment(),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    DAYPASS_URL: portal,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    OIDC_ISSUER: sandbox.idp,
    OIDC_CLIENT_ID: sandbox.idpClientId,
    OIDC_CLIENT_SECRET: sandbox.idpClientSecret,
    OIDC_HANDLE_CLAIM: 'preferred_username',
    OIDC_GROUPS_CLAIM: 'groups',
    OIDC_MANAGER_CLAIM: 'manager',
    DAYPASS_REQUESTER_GROUPS: 'engineers',
    DAYPASS_AUDITOR_GROUPS: 'auditors',
    DAYPASS_ADMINISTRATOR_GROUPS: 'daypass-admins',
    SIGN_IN_IDLE_MINUTES: '60',
    SIGN_IN_ABSOLUTE_MINUTES: '720',
    AWS_ENDPOINT_URL_STS: sandbox.aws,
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_SES: sandbox.aws,
    DAYPASS_MAIL: 'ses',
    DAYPASS_MAIL_FROM: 'Daypass <daypass@example.com>',
    DAYPASS_SES_REGION: 'eu-central-1',
    // An instance's role, as where Daypass runs on EC2; never a profile of the person who runs the demo.
    AWS_EC2_METADATA_SERVICE_ENDPOINT: `${sandbox.portalMetadata}/`,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_CONFIG_FILE: devNull,
    DAYPASS_AWS_SIGN_IN_URL: sandbox.signin,
    DAYPASS_AWS_CONSOLE_URL: sandbox.console,
    DAYPASS_AWS_CHAINED: 'no',
  }
}

/** The worker's: the same but for its instance, whose role may do other things. */
export function workerEnvironment(given: Surroundings): NodeJS.ProcessEnv {
  return {
    ...portalEnvironment(given),
    AWS_EC2_METADATA_SERVICE_ENDPOINT: `${given.sandbox.workerMetadata}/`,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: given.sandbox.aws,
  }
}
