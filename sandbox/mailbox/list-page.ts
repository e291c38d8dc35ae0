import type { Answer } from '../aws/http'
import { html, type Html } from '../console/html'
import { utc } from '../console/layout'
import { mailboxPage } from './page'
import { newestFirst, readMail, type ReadMail } from './read'
import type { Mail } from './state'

const MOST_ROWS = 200
const MOST_PEOPLE = 30

function listAddress(to: string): string {
  return to === '' ? '/' : `/?${new URLSearchParams({ to }).toString()}`
}

/** Recipients, each with how many mails it has; the one with the newest mail first. */
function people(mails: readonly Mail[]): [address: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { recipients } of newestFirst(mails)) {
    for (const address of new Set(recipients.map((each) => each.address.toLowerCase()))) {
      counts.set(address, (counts.get(address) ?? 0) + 1)
    }
  }
  return [...counts]
}

function peopleList(mails: readonly Mail[], to: string): Html {
  const everyone: [string, number] = ['', mails.length]
  const items = [everyone, ...people(mails).slice(0, MOST_PEOPLE)].map(([address, count]) => {
    const current = address === to.toLowerCase() ? html`aria-current="true"` : null
    return html`<li>
      <a href="${listAddress(address)}" ${current}>${address === '' ? 'Everybody' : address} · ${count}</a>
    </li>`
  })
  return html`<ul class="people" aria-label="Recipients">
    ${items}
  </ul>`
}

export function recipientsOf({ recipients }: ReadMail): Html[] {
  return recipients.map(({ address, bounced }, i) => {
    const comma = i < recipients.length - 1 ? ',' : ''
    return bounced ? html`${address} <span class="bounced">bounced</span>${comma}` : html`${address}${comma}`
  })
}

/** The name that a sender goes by. */
function senderName({ from }: ReadMail): string {
  return from.replace(/ <[^<>]*>$/, '')
}

function row(mail: ReadMail): Html {
  return html`<tr>
    <td><time datetime="${mail.receivedAt}">${utc(mail.receivedAt)}</time></td>
    <td class="wide">${recipientsOf(mail)}</td>
    <td>
      <a href="/mails/${encodeURIComponent(mail.id)}"
        >${mail.subject === '' ? '(no subject)' : mail.subject}</a
      >
      <span class="to">${recipientsOf(mail)}</span>
    </td>
    <td class="wide">${senderName(mail)}</td>
  </tr>`
}

function table(mails: readonly ReadMail[]): Html {
  if (mails.length === 0) return html`<p class="panel">There is no mail here.</p>`
  return html`<table class="mails">
    <thead>
      <tr>
        <th>Received</th>
        <th class="wide">To</th>
        <th>Subject</th>
        <th class="wide">From</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(row)}
    </tbody>
  </table>`
}

/** The newest mails first, of one recipient or of everybody. */
export async function listPage(mails: readonly Mail[], to: string): Promise<Answer> {
  const found = newestFirst(mails, to)
  const shown = await Promise.all(found.slice(0, MOST_ROWS).map(readMail))
  const rest = found.length - shown.length
  const body = html`<h1>${to === '' ? 'All mail' : `Mail to ${to}`}</h1>
    <form class="filter" role="search">
      <label>Recipient <input type="email" name="to" value="${to}" autocomplete="off" /></label>
      <button>Show</button>
    </form>
    ${peopleList(mails, to)} ${table(shown)}
    ${rest === 0 ? null : html`<p class="quiet">${rest} older ones are not shown.</p>`}`
  return mailboxPage(to === '' ? 'All mail' : to, body)
}
