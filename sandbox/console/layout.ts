import { sessionArn } from '../aws/caller'
import type { Answer } from '../aws/http'
import type { OpenConsole } from '../aws/signin/console-sessions'
import { html, page, type Html } from './html'

/** A signed-in browser's view: whose session it is, and where to sign out. */
export interface Viewer extends OpenConsole {
  logoutUrl: string
}

/** `2026-07-01 09:30:00 UTC` */
export function utc(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`
}

function shortIdentity({ role }: Viewer): string {
  return sessionArn(role).replace(/^.*:/, '')
}

function header(viewer: Viewer): Html {
  const { role, session, logoutUrl } = viewer
  return html`<header>
    <div class="inner">
      <a class="home" href="/console/home">Sandbox console</a>
      <p class="who">
        <strong>${shortIdentity(viewer)}</strong> · account ${role.accountId}
        ${role.sourceIdentity === null ? null : html`· source identity ${role.sourceIdentity}`} <br />until
        <time datetime="${session.expiresAt}">${utc(session.expiresAt)}</time>
      </p>
      <a href="${logoutUrl}">Sign out</a>
    </div>
  </header>`
}

export function consolePage(viewer: Viewer, title: string, body: Html, status = 200): Answer {
  return page({ status, title, body, header: header(viewer) })
}
