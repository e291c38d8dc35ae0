import type { AwsError } from '../errors'
import type { Answer } from '../http'
import { html, page, type Html } from '../../console/html'

function signinPage(status: number, title: string, body: Html): Answer {
  return page({ status, title, body })
}

/** The answer of a request that AWS's sign-in answers with a plain 400. */
export function plainError(error: AwsError): Answer {
  return {
    status: error.status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: error.message,
  }
}

export function loginError(error: AwsError): Answer {
  return signinPage(
    error.status,
    'Sign-in failed',
    html`<h1>Sign-in failed</h1>
      <p>${error.message}</p>`,
  )
}

/** AWS's sentence; the link ends the other identity's session. */
export function mustLogOutFirst(logoutUrl: string): Answer {
  return signinPage(
    400,
    'Sign out first',
    html`<h1>Amazon Web Services Sign In</h1>
      <p>You must first log out before logging into a different AWS account.</p>
      <p>To logout, <a href="${logoutUrl}">click here</a></p>`,
  )
}
