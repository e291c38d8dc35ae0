import { bucketAddress } from './addresses'
import { html, type Html } from './html'

/** Every step up from `prefix`, as links: buckets, the bucket, each folder. */
export function trail(bucket: string, prefix: string): Html {
  const folders = prefix.split('/').slice(0, -1)
  const links = folders.map((folder, i) => {
    const upTo = `${folders.slice(0, i + 1).join('/')}/`
    return html` / <a href="${bucketAddress(bucket, upTo)}">${folder === '' ? '(empty)' : folder}</a>`
  })
  return html`<nav class="trail" aria-label="Where you are">
    <a href="/console/home">Home</a> / <a href="${bucketAddress(bucket, '')}">${bucket}</a>${links}
  </nav>`
}
