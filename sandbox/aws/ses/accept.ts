import { randomBytes, randomUUID } from 'node:crypto'
import { bounces, deliver } from '../../mailbox/deliver'
import { judge } from '../call'
import { sandboxNow } from '../clock'
import { AwsError } from '../errors'
import type { RegionalCall } from '../json/operation'
import { identityOf, ownSes } from './account'
import { readAddress, readAddresses } from './addresses'
import { invalidParameter } from './errors'
import { headerValue, rewritten, type Message } from './message'
import { count, isSimulator } from './quota'
import type { SesAccount } from './state'

/** A mail with its envelope. */
export interface Submission {
  action: 'SendEmail' | 'SendRawEmail'
  /** The envelope's sender. */
  sender: string
  /** Where bounces go, if not to the sender. */
  returnPath?: string | undefined
  recipients: readonly string[]
  message: Message
}

const MOST_RECIPIENTS = 50

function identityArn(call: RegionalCall, account: SesAccount, address: string): string {
  const identity = identityOf(account, address)?.name ?? address
  return `arn:aws:ses:${call.region}:${call.caller.principal.accountId}:identity/${identity}`
}

/** Actions, resource types and condition keys: Service Authorization Reference, "Amazon SES". */
function authorizeSending(call: RegionalCall, account: SesAccount, submission: Submission): void {
  const { action, sender, returnPath = sender, recipients, message } = submission
  const { name, address } = readAddress(headerValue(message, 'From'))
  const resource = identityArn(call, account, address)
  const context = {
    'ses:FromAddress': address,
    'ses:FeedbackAddress': returnPath,
    'ses:Recipients': [...recipients],
    ...(name !== '' && { 'ses:FromDisplayName': name }),
  }
  const { accountId, arn } = call.caller.principal
  const verdict = judge(call, { action: `ses:${action}`, resource, resourceAccount: accountId, context })
  if (verdict.allowed) return
  throw new AwsError(
    'AccessDenied',
    `User \`${arn}' is not authorized to perform \`ses:${action}' on resource \`${resource}'`,
    403,
  )
}

function checkVerified(account: SesAccount, addresses: readonly string[], region: string): void {
  const unverified = [...new Set(addresses)].filter((address) => !identityOf(account, address))
  if (unverified.length === 0) return
  throw new AwsError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${unverified.join(', ')}`,
  )
}

/** Senders must always be verified; recipients too while the account has no production access. */
function mustBeVerified(
  account: SesAccount,
  { sender, returnPath, recipients, message }: Submission,
): string[] {
  const senders = ['From', 'Sender'].flatMap((name) => readAddresses(headerValue(message, name)))
  return [
    ...senders.map(({ address }) => address),
    sender,
    ...(returnPath === undefined ? [] : [returnPath]),
    ...(account.productionAccess ? [] : recipients.filter((address) => !isSimulator(address))),
  ]
}

/** `010701886f8f7a3e-3c2f2bd1-2c4e-4d4a-8a8e-58ea8b6cc1e0-000000`, as SES's look. */
function newMessageId(): string {
  return `0107${randomBytes(6).toString('hex')}-${randomUUID()}-000000`
}

function hostName(region: string): string {
  return `${region === 'us-east-1' ? 'email' : region}.amazonses.com`
}

/** Judges a mail and takes it for delivery; answers SES's own id of it. Throws as SES does. */
export function accept(call: RegionalCall, submission: Submission): string {
  const { sender, returnPath = sender, recipients, message } = submission
  const { state } = call.sandbox
  if (recipients.length === 0) throw invalidParameter("Missing required header 'To'.")
  if (recipients.length > MOST_RECIPIENTS) throw invalidParameter('Recipient count exceeds 50.')
  const account = ownSes(call)
  authorizeSending(call, account, submission)
  checkVerified(account, mustBeVerified(account, submission), call.region)
  count(state, account, recipients)
  const id = newMessageId()
  const raw = rewritten(message, {
    'Return-Path': `<${returnPath}>`,
    Date: sandboxNow(state).toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${id}@${hostName(call.region)}>`,
  })
  deliver(state, { id, via: 'ses', sender: returnPath, recipients, raw })
  if (recipients.some(bounces)) call.explanation.push('The mail bounced.')
  call.sandbox.changed()
  return id
}
