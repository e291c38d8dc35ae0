import { notAllowed, refused, throttled, unknown, unreachable, type NotSent } from './outcomes'

// Errors of the SES API reference (SendRawEmail, "Errors" and "Common errors").
const ANSWERS: Readonly<Record<string, NotSent>> = {
  MessageRejected: refused(
    'SES rejected the mail: its sender is not a verified identity, or the account may write to verified addresses alone.',
  ),
  InvalidParameterValue: refused('SES found the mail or an address in it invalid.'),
  MailFromDomainNotVerifiedException: refused('SES rejected the mail: its MAIL FROM domain is not set up.'),
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

/** What an error of SES, the SDK or the network says about the mail. SES's own words may hold addresses and stay out. */
export function outcomeOfSesError(error: unknown): NotSent {
  const { name = '', code = '', message = '' } = error as { name?: string; code?: string; message?: string }
  if (Object.hasOwn(ANSWERS, name)) return ANSWERS[name] ?? unknown()
  if (THROTTLED.has(name)) return quotaReached(message)
  return NOT_CONNECTED.has(code) ? unreachable() : unknown()
}

/** The one code stands for two quotas, told apart by SES's sentence alone (SES Developer Guide, "Sending quota errors"). */
function quotaReached(message: string): NotSent {
  return /daily message quota/i.test(message)
    ? throttled('SES has sent as many mails as it may within 24 hours.', AN_HOUR)
    : throttled('SES is sending as many mails a second as it may.', A_SECOND)
}
