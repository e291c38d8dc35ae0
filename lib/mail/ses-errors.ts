import { splitSender } from '../kernel/mail-address'
import { notAllowed, refused, throttled, unknown, unreachable, type NotSent } from './outcomes'

// Errors of the SES API reference (SendRawEmail, "Errors" and "Common errors").
const ANSWERS: Readonly<Record<string, NotSent>> = {
  InvalidParameterValue: refused('SES found the mail or an address in it invalid.'),
  MailFromDomainNotVerifiedException: notAllowed(
    'SES rejected the mail: the MAIL FROM domain of its sender is not set up.',
  ),
  AccessDenied: notAllowed('SES refused: Daypass may not send as configured. It needs ses:SendRawEmail.'),
  AccessDeniedException: notAllowed(
    'SES refused: Daypass may not send as configured. It needs ses:SendRawEmail.',
  ),
  AccountSendingPausedException: notAllowed('Sending is paused for this account of SES.'),
  ExpiredToken: notAllowed('Daypass’s own AWS credentials have expired.'),
  InvalidClientTokenId: notAllowed('AWS does not know Daypass’s own credentials.'),
  SignatureDoesNotMatch: notAllowed('AWS did not accept Daypass’s signature.'),
  CredentialsProviderError: notAllowed('Daypass found no AWS credentials of its own.'),
}

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'LimitExceededException',
])
/** Nothing was sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const A_SECOND = 1
const AN_HOUR = 3600

/**
 * What an error of SES, the SDK or the network says about a mail of this sender (an address). SES's own words may hold
 * addresses and stay out.
 */
export function outcomeOfSesError(error: unknown, sender: string): NotSent {
  const { name = '', code = '', message = '' } = error as { name?: string; code?: string; message?: string }
  if (Object.hasOwn(ANSWERS, name)) return ANSWERS[name] ?? unknown()
  if (name === 'MessageRejected') return rejected(message, sender)
  if (THROTTLED.has(name)) return quotaReached(message)
  return NOT_CONNECTED.has(code) ? unreachable() : unknown()
}

/**
 * The one code stands for what is wrong with the mail and for identities that are not verified, which SES's sentence lists
 * (SES Developer Guide, "Troubleshooting"). The sender is every mail's; a list that is left out counts as theirs.
 */
function rejected(message: string, sender: string): NotSent {
  if (!/address is not verified/i.test(message)) return refused('SES rejected the mail for what is in it.')
  const [, list] = /failed the check in region [^:]*:(.*)/is.exec(message) ?? []
  const failed = list?.split(',').map((identity) => splitSender(identity.trim()).address.toLowerCase())
  return failed === undefined || failed.includes(sender.toLowerCase())
    ? notAllowed('SES rejected the mail: its sender is not a verified identity.')
    : refused('SES rejected the mail: this account of SES may write to verified addresses alone.')
}

/** The one code stands for two quotas, told apart by SES's sentence alone (SES Developer Guide, "Sending quota errors"). */
function quotaReached(message: string): NotSent {
  return /daily message quota/i.test(message)
    ? throttled('SES has sent as many mails as it may within 24 hours.', AN_HOUR)
    : throttled('SES is sending as many mails a second as it may.', A_SECOND)
}
