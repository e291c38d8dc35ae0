import { authorize } from '../call'
import type { RegionalCall } from '../json/operation'
import type { QueryOperation } from '../query'
import { element, type XmlElement } from '../xml'
import { ownSes, verify } from './account'
import { checkAddress } from './addresses'
import { invalidParameter } from './errors'
import type { Identity } from './state'

/** These actions name no resource: Service Authorization Reference, "Amazon SES". */
function authorizeSes(call: RegionalCall, action: string): void {
  const resourceAccount = call.caller.principal.accountId
  authorize(call, { action: `ses:${action}`, resource: '*', resourceAccount })
}

const verifyEmailIdentity: QueryOperation = (call, parameters) => {
  authorizeSes(call, 'VerifyEmailIdentity')
  const address = parameters.required('EmailAddress')
  checkAddress(address)
  verify(ownSes(call), 'EmailAddress', address)
  call.sandbox.changed()
  return []
}

const verifyDomainIdentity: QueryOperation = (call, parameters) => {
  authorizeSes(call, 'VerifyDomainIdentity')
  const domain = parameters.required('Domain').toLowerCase()
  if (!/^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/.test(domain)) {
    throw invalidParameter(`Invalid domain name ${domain}.`)
  }
  const { token } = verify(ownSes(call), 'Domain', domain)
  call.sandbox.changed()
  return [element('VerificationToken', token ?? '')]
}

const deleteIdentity: QueryOperation = (call, parameters) => {
  authorizeSes(call, 'DeleteIdentity')
  const name = parameters.required('Identity')
  const { identities } = ownSes(call)
  // Deleting what is not there succeeds too.
  identities.delete(name.includes('@') ? name : name.toLowerCase())
  call.sandbox.changed()
  return []
}

function readMost(text: string | undefined): number {
  if (text === undefined) return 1000
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > 1000) {
    throw invalidParameter('MaxItems must be from 1 to 1000.')
  }
  return Number(text)
}

const listIdentities: QueryOperation = (call, parameters) => {
  authorizeSes(call, 'ListIdentities')
  const kind = parameters.text('IdentityType')
  const after = Buffer.from(parameters.text('NextToken') ?? '', 'base64url').toString('utf8')
  const names = [...ownSes(call).identities.values()]
    .filter((identity) => (kind === undefined || identity.kind === kind) && identity.name > after)
    .map(({ name }) => name)
    .sort()
  const page = names.slice(0, readMost(parameters.text('MaxItems')))
  const last = page.at(-1)
  const more = last !== undefined && page.length < names.length
  return [
    element(
      'Identities',
      page.map((name) => element('member', name)),
    ),
    ...(more ? [element('NextToken', Buffer.from(last).toString('base64url'))] : []),
  ]
}

function attributes({ name, token }: Identity): XmlElement {
  const values = [
    element('VerificationStatus', 'Success'),
    token === null ? undefined : element('VerificationToken', token),
  ]
  return element('entry', [element('key', name), element('value', values)])
}

const getIdentityVerificationAttributes: QueryOperation = (call, parameters) => {
  authorizeSes(call, 'GetIdentityVerificationAttributes')
  const asked = parameters.list('Identities')
  if (asked.length > 100) throw invalidParameter('At most 100 identities can be asked for at once.')
  const { identities } = ownSes(call)
  const found = asked.flatMap((name) => identities.get(name) ?? [])
  return [element('VerificationAttributes', found.map(attributes))]
}

export const identityOperations = {
  VerifyEmailIdentity: verifyEmailIdentity,
  VerifyDomainIdentity: verifyDomainIdentity,
  DeleteIdentity: deleteIdentity,
  ListIdentities: listIdentities,
  GetIdentityVerificationAttributes: getIdentityVerificationAttributes,
}
