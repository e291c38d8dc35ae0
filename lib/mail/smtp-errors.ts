import { notAllowed, refused, throttled, unknown, unreachable, type NotSent } from './outcomes'

/** Answers that speak of the client or the way of speaking, not of the mail (RFC 4954 section 6, RFC 3207 section 4). */
const ABOUT_THE_CLIENT = new Set([530, 534, 535, 538])
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA'])
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
  if (ABOUT_THE_MAIL.has(command) && responseCode >= 500)
    return refused('The mail server refuses this mail or its recipient.')
  // RFC 5321 section 4.2.1: 4yz is a transient refusal.
  if (ABOUT_THE_MAIL.has(command) && responseCode >= 400)
    return throttled('The mail server cannot take this mail at the moment.', A_MINUTE)
  if (code === 'ETLS' || /certificate|\b(TLS|SSL)\b/i.test(message))
    return notAllowed('The mail server offers no TLS that can be trusted.')
  return beforeAnythingWasSent(error) ? unreachable() : unknown()
}

/** nodemailer gives every failure of a socket one code: what tells the early ones apart is the call or its sentence. */
function beforeAnythingWasSent({ code, command, syscall, message = '' }: SmtpError): boolean {
  if (code === 'EDNS' || syscall === 'connect' || command === 'EHLO' || command === 'HELO') return true
  return /^(Invalid greeting|Connection timeout|Greeting never received)/.test(message)
}
