import { AwsError } from '../aws/errors'
import type { Answer } from '../aws/http'
import { listObjects, type Listing } from '../aws/s3/list-objects'
import { bucketAddress, objectAddress } from './addresses'
import { attempt } from './attempt'
import { refusal } from './denied'
import { html, type Html } from './html'
import { consolePage, utc } from './layout'
import { sizeInWords } from './size'
import { trail } from './trail'
import type { View } from './view'

const PAGE_SIZE = 200

function rows(bucket: string, prefix: string, { commonPrefixes, objects }: Listing): Html[] {
  return [
    ...commonPrefixes.map(
      (folder) =>
        html`<tr>
          <td><a href="${bucketAddress(bucket, folder)}">${folder.slice(prefix.length)}</a></td>
          <td>Folder</td>
          <td class="number">–</td>
          <td class="wide">–</td>
        </tr>`,
    ),
    ...objects.map(
      ({ key, size, lastModified }) =>
        html`<tr>
          <td><a href="${objectAddress(bucket, key)}">${key.slice(prefix.length) || key}</a></td>
          <td>Object</td>
          <td class="number">${sizeInWords(size)}</td>
          <td class="wide">${utc(lastModified)}</td>
        </tr>`,
    ),
  ]
}

function table(bucket: string, prefix: string, listing: Listing): Html {
  const found = rows(bucket, prefix, listing)
  if (found.length === 0) return html`<p class="panel">There are no objects here.</p>`
  const more =
    listing.next === null
      ? null
      : html`<p><a href="${bucketAddress(bucket, prefix, listing.next)}">Next page</a></p>`
  return html`<table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Type</th>
          <th class="number">Size</th>
          <th class="wide">Last modified</th>
        </tr>
      </thead>
      <tbody>
        ${found}
      </tbody>
    </table>
    ${more}`
}

/** Folders and objects under a prefix, listed with the session's own rights. */
export function bucketPage(view: View, bucket: string): Answer {
  const { viewer, query } = view
  const prefix = query.get('prefix') ?? ''
  const listing = attempt(view, {
    operation: 'ListObjectsV2',
    parameters: { Bucket: bucket, prefix, delimiter: '/' },
    run: (call) =>
      listObjects(call, { bucket, prefix, delimiter: '/', after: query.get('after'), maxKeys: PAGE_SIZE }),
  })
  const refused = listing instanceof AwsError
  const body = html`${trail(bucket, prefix)}
    <h1>${prefix === '' ? bucket : prefix}</h1>
    ${refused ? refusal(listing, 'list objects') : table(bucket, prefix, listing)}`
  return consolePage(viewer, bucket, body, refused ? listing.status : 200)
}
