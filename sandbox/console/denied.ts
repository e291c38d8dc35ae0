import type { AwsError } from '../aws/errors'
import { html, type Html } from './html'

const HEADINGS = new Map([
  ['NoSuchBucket', 'Bucket does not exist'],
  ['NoSuchKey', 'Object does not exist'],
])

/** What the console says where the API refused: AWS's console's words, with the API's own code and sentence. */
export function refusal(error: AwsError, what: string): Html {
  const heading = HEADINGS.get(error.code) ?? `You don't have permissions to ${what}`
  return html`<section class="panel stop" role="alert">
    <h2>${heading}</h2>
    <p>After you or your AWS administrator have updated your permissions, refresh the page.</p>
    <dl>
      <dt>API error</dt>
      <dd><code>${error.code}</code></dd>
      <dt>Message</dt>
      <dd>${error.message}</dd>
    </dl>
  </section>`
}
