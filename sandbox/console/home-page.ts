import { AwsError } from '../aws/errors'
import type { Answer } from '../aws/http'
import { listOwnBuckets } from '../aws/s3/buckets'
import type { Bucket } from '../aws/state'
import { bucketAddress } from './addresses'
import { attempt } from './attempt'
import { refusal } from './denied'
import { html, type Html } from './html'
import { consolePage, utc } from './layout'
import type { View } from './view'

function buckets(found: Bucket[]): Html {
  if (found.length === 0) return html`<p class="panel">This account has no buckets.</p>`
  const rows = found.map(
    ({ name, region, createdAt }) =>
      html`<tr>
        <td><a href="${bucketAddress(name, '')}">${name}</a></td>
        <td>${region}</td>
        <td class="wide">${utc(createdAt)}</td>
      </tr>`,
  )
  return html`<table>
    <thead>
      <tr>
        <th>Name</th>
        <th>Region</th>
        <th class="wide">Created</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

/** The console's home: the account, the role, and the buckets if the session may list them. */
export function homePage(view: View): Answer {
  const { sandbox, viewer, query } = view
  const { role } = viewer
  const found = attempt(view, { operation: 'ListBuckets', parameters: {}, run: listOwnBuckets })
  const accountName = sandbox.state.accounts.get(role.accountId)?.name ?? ''
  const body = html`<h1>Console home</h1>
    <section class="panel">
      <dl>
        <dt>Account</dt>
        <dd>${accountName} (${role.accountId})</dd>
        <dt>Role</dt>
        <dd>${role.roleName}</dd>
        <dt>Session</dt>
        <dd>${role.sessionName}</dd>
        <dt>Region</dt>
        <dd>${query.get('region') ?? 'us-east-1'}</dd>
      </dl>
    </section>
    <h2>Buckets</h2>
    ${found instanceof AwsError ? refusal(found, 'list buckets') : buckets(found)}`
  return consolePage(viewer, 'Home', body)
}
