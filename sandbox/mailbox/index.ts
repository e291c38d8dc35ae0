import { createHandlerServer } from '../aws/server'
import { close, listen } from '../listen'
import { startSmtp } from './smtp'
import type { MailboxStore } from './store'
import { handleMailbox } from './web'

export interface Mailbox {
  /** The page, at another site than the portal's 127.0.0.1, as webmail is. */
  url: string
  smtpUrl: string
  close: () => Promise<void>
}

/**
 * Starts the mailbox's page and its mail server, on the wished ports or the next free ones (0: any). It shows what SES
 * and SMTP were given.
 */
export async function startMailbox(store: MailboxStore, ports = { web: 0, smtp: 0 }): Promise<Mailbox> {
  const web = createHandlerServer((request) => handleMailbox(store, request))
  const port = await listen(web, ports.web)
  const smtp = await startSmtp(store, ports.smtp)
  return {
    url: `http://localhost:${port}`,
    smtpUrl: smtp.url,
    close: async () => {
      await Promise.all([close(web), smtp.close()])
    },
  }
}
