import type { QueryParameters } from '../query-parameters'
import { element, type XmlElement } from '../xml'

const DEFAULT_ITEMS = 100

/** One page of a list, in the order of names; the marker is the name that the page before ended with. */
export function listPage<Item>(
  parameters: QueryParameters,
  listName: string,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  render: (item: Item) => XmlElement[] | string,
): XmlElement[] {
  const most = Number(parameters.text('MaxItems') ?? DEFAULT_ITEMS)
  const marker = Buffer.from(parameters.text('Marker') ?? '', 'base64url').toString('utf8')
  const rest = items.filter((item) => nameOf(item) > marker).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const page = rest.slice(0, most)
  const last = page.at(-1)
  const truncated = rest.length > page.length && last !== undefined
  return [
    element(
      listName,
      page.map((item) => element('member', render(item))),
    ),
    element('IsTruncated', truncated),
    ...(truncated ? [element('Marker', Buffer.from(nameOf(last)).toString('base64url'))] : []),
  ]
}
