import { AwsError } from '../aws/errors'
import type { Answer } from '../aws/http'
import { readObject } from '../aws/s3/get-object'
import type { StoredObject } from '../aws/state'
import { downloadAddress } from './addresses'
import { attempt } from './attempt'
import { refusal } from './denied'
import { html, type Html } from './html'
import { consolePage, utc } from './layout'
import { sizeInWords } from './size'
import { trail } from './trail'
import type { View } from './view'

const PREVIEW_BYTES = 64 * 1024
const TEXT = /^(text\/|application\/(json|xml|x-ndjson|yaml))/

function tryRead(view: View, bucket: string, key: string): StoredObject | AwsError {
  return attempt(view, {
    operation: 'GetObject',
    parameters: { Bucket: bucket, Key: key },
    run: (call) => readObject(call, bucket, key),
  })
}

function preview({ contentType, bodyBase64, size }: StoredObject): Html {
  if (!TEXT.test(contentType)) return html`<p class="panel quiet">There is no preview for ${contentType}.</p>`
  const text = Buffer.from(bodyBase64, 'base64').subarray(0, PREVIEW_BYTES).toString('utf8')
  const cut = size > PREVIEW_BYTES ? html`<p class="quiet">The first 64 KB are shown.</p>` : null
  return html`<pre tabindex="0">${text}</pre>
    ${cut}`
}

function details(bucket: string, object: StoredObject): Html {
  return html`<section class="panel">
      <dl>
        <dt>Size</dt>
        <dd>${sizeInWords(object.size)}</dd>
        <dt>Type</dt>
        <dd>${object.contentType}</dd>
        <dt>Last modified</dt>
        <dd>${utc(object.lastModified)}</dd>
        <dt>ETag</dt>
        <dd>${object.etag}</dd>
      </dl>
      <p><a class="button" href="${downloadAddress(bucket, object.key)}">Download</a></p>
    </section>
    <h2>Preview</h2>
    ${preview(object)}`
}

/** One object: what it is, and its beginning if it is text. */
export function objectPage(view: View, bucket: string): Answer {
  const key = view.query.get('prefix') ?? ''
  const object = tryRead(view, bucket, key)
  const refused = object instanceof AwsError
  const body = html`${trail(bucket, key.slice(0, key.lastIndexOf('/') + 1))}
    <h1>${key.slice(key.lastIndexOf('/') + 1) || key}</h1>
    ${refused ? refusal(object, 'get the object') : details(bucket, object)}`
  return consolePage(view.viewer, key, body, refused ? object.status : 200)
}

/** The object's bytes, as a download whatever their type: nothing stored in a bucket runs in the console's origin. */
export function download(view: View, bucket: string): Answer {
  const key = view.query.get('prefix') ?? ''
  const object = tryRead(view, bucket, key)
  if (object instanceof AwsError) return objectPage(view, bucket)
  const name = encodeURIComponent(key.slice(key.lastIndexOf('/') + 1)).replaceAll(/['()*]/g, '_')
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: Buffer.from(object.bodyBase64, 'base64'),
  }
}
