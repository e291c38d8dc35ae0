import { deferred, notAllowed, refused, throttled, unknown, unreachable, type NotSent } from './outcomes'

/** Answers that speak of the client or the way of speaking, not of the mail (RFC 4954 section 6, RFC 3207 section 4). */
const ABOUT_THE_CLIENT = new Set([530, 534, 535, 538])
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA'])
/** RFC 5321 section 3.8: whatever it answers, the server is about to close. */
const CLOSING = 421
/** RFC 1870 section 6.1: the one refusal at MAIL FROM that is about the mail and not about its sender. */
const TOO_LARGE = 552
const A_MINUTE = 60

/** As nodemailer throws: its code, the command that failed, the server's answer, the system call that failed. */
type SmtpError = {
  code?: string
  command?: string
  responseCode?: number
  syscall?: string
  message?: string
}

/** What an error of the server, of TLS or of the network says about the mail. The server's own words stay out. */
export function outcomeOfSmtpError(thrown: unknown): NotSent {
  const error = thrown as SmtpError
  const { code = '', command = '', responseCode = 0, message = '' } = error
  if (code === 'EAUTH' || ABOUT_THE_CLIENT.has(responseCode))
    return notAllowed('The mail server did not accept Daypass’s name and password.')
  const answer = outcomeOfAnswer(command, responseCode)
  if (answer !== undefined) return answer
  if (code === 'ETLS' || /certificate|\b(TLS|SSL)\b/i.test(message))
    return notAllowed('The mail server offers no TLS that can be trusted.')
  return beforeAnythingWasSent(error) ? unreachable() : unknown()
}

// RFC 5321 section 4.2.1: 4yz is a transient refusal, 5yz one for good. All mails have one sender, so what the server says
// of it holds for all; what it says of a recipient or a content does not.
function outcomeOfAnswer(command: string, responseCode: number): NotSent | undefined {
  if (responseCode < 400 || !(command === 'MAIL FROM' || ABOUT_THE_MAIL.has(command))) return undefined
  if (responseCode < 500)
    return responseCode === CLOSING || command === 'MAIL FROM'
      ? throttled('The mail server takes no mail at the moment.', A_MINUTE)
      : deferred('The mail server cannot take this mail at the moment.', A_MINUTE)
  return command === 'MAIL FROM' && responseCode !== TOO_LARGE
    ? notAllowed('The mail server takes no mail from the sender that Daypass is set to.')
    : refused('The mail server refuses this mail or its recipient.')
}

/** nodemailer gives every failure of a socket one code: what tells the early ones apart is the call or its sentence. */
function beforeAnythingWasSent({ code, command, syscall, message = '' }: SmtpError): boolean {
  if (code === 'EDNS' || syscall === 'connect' || command === 'EHLO' || command === 'HELO') return true
  return /^(Invalid greeting|Connection timeout|Greeting never received)/.test(message)
}
