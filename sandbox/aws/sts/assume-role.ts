import type { Call } from '../call'
import { roleArn, sessionArn } from '../caller'
import { isoSeconds, sandboxNow } from '../clock'
import { AwsError, validationError } from '../errors'
import { accessKeyId, opaqueToken, secretAccessKey } from '../ids'
import { acceptPolicy } from '../policies'
import type { QueryParameters } from '../query-parameters'
import type { RoleSession, State } from '../state'
import { element, type XmlElement } from '../xml'
import { parseRoleArn, readAssumeRoleInput, type AssumeRoleInput } from './assume-role-input'
import { authorizeAssumption, notAuthorized, type Assumption } from './authorize-assume-role'
import { packedPolicySize } from './packed-size'
import { inheritTags } from './session-tags'

const CHAINED_MOST_SECONDS = 3600
/** Expired sessions are kept a day, so that their use is answered `ExpiredToken`. */
const KEPT_AFTER_END_MS = 24 * 3600 * 1000

/** A source identity, once set, stays for the whole chain: setting another is refused. */
function chainedSourceIdentity(call: Call, input: AssumeRoleInput): string | null {
  const inherited = call.caller.roleSession?.sourceIdentity ?? null
  const asked = input.sourceIdentity ?? null
  if (inherited !== null && asked !== null && asked !== inherited) {
    throw new AwsError('AccessDenied', 'SourceIdentity cannot be changed in a role chain.', 403)
  }
  return asked ?? inherited
}

/** A role that does not exist is answered as one that may not be assumed. */
function findAssumption(call: Call, input: AssumeRoleInput): Assumption {
  const { accountId, pathAndName } = parseRoleArn(input.roleArn)
  const name = pathAndName.slice(pathAndName.lastIndexOf('/') + 1)
  const role = call.sandbox.state.accounts.get(accountId)?.roles.get(name.toLowerCase())
  if (!role || roleArn(accountId, role) !== input.roleArn) {
    throw notAuthorized(call, 'sts:AssumeRole', input.roleArn)
  }
  const tags = inheritTags(input.tags, call.caller.roleSession)
  const sourceIdentity = chainedSourceIdentity(call, input)
  return { roleArn: input.roleArn, roleAccount: accountId, role, input, tags, sourceIdentity }
}

/** Credentials that an instance's metadata service handed out are not the result of an AssumeRole. */
function isChained({ caller }: Call): boolean {
  return caller.roleSession?.instanceId === null
}

function checkDuration({ role, input }: Assumption, chained: boolean): void {
  if (chained && input.durationSeconds > CHAINED_MOST_SECONDS) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  }
  if (input.durationSeconds > role.maxSessionDurationSeconds) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
  }
}

function dropLongExpired(state: State, now: Date): void {
  for (const [id, session] of state.sessions) {
    if (session.instanceId !== null) continue
    if (now.getTime() - new Date(session.expiresAt).getTime() > KEPT_AFTER_END_MS) state.sessions.delete(id)
  }
}

function issue(call: Call, assumption: Assumption): RoleSession {
  const { state, changed } = call.sandbox
  const { role, input, tags, sourceIdentity } = assumption
  const now = sandboxNow(state)
  const session: RoleSession = {
    accessKeyId: accessKeyId('ASIA'),
    secretAccessKey: secretAccessKey(),
    sessionToken: opaqueToken(),
    accountId: assumption.roleAccount,
    roleName: role.name,
    roleId: role.id,
    sessionName: input.roleSessionName,
    issuedAt: isoSeconds(now),
    expiresAt: isoSeconds(new Date(now.getTime() + input.durationSeconds * 1000)),
    sessionPolicy: input.policy ?? null,
    tags: tags.tags,
    transitiveTagKeys: tags.transitiveKeys.map((key) => key.toLowerCase()),
    sourceIdentity,
    chained: call.caller.roleSession !== undefined,
    instanceId: null,
  }
  dropLongExpired(state, now)
  state.sessions.set(session.accessKeyId, session)
  changed()
  return session
}

function render(session: RoleSession, packedSize: number | null): XmlElement[] {
  return [
    element('AssumedRoleUser', [
      element('AssumedRoleId', `${session.roleId}:${session.sessionName}`),
      element('Arn', sessionArn(session)),
    ]),
    element('Credentials', [
      element('AccessKeyId', session.accessKeyId),
      element('SecretAccessKey', session.secretAccessKey),
      element('SessionToken', session.sessionToken),
      element('Expiration', session.expiresAt),
    ]),
    ...(packedSize === null ? [] : [element('PackedPolicySize', packedSize)]),
    ...(session.sourceIdentity === null ? [] : [element('SourceIdentity', session.sourceIdentity)]),
  ]
}

/** STS AssumeRole: limits first, then authorization, then the role's own limits, as AWS is seen to do. */
export function assumeRole(call: Call, parameters: QueryParameters): XmlElement[] {
  const input = readAssumeRoleInput(parameters)
  if (input.policy !== undefined) acceptPolicy(input.policy, 'session')
  const assumption = findAssumption(call, input)
  authorizeAssumption(call, assumption)
  checkDuration(assumption, isChained(call))
  const packedSize = packedPolicySize(input.policy, assumption.tags.tags)
  return render(issue(call, assumption), packedSize)
}
