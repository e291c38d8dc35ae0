import type { XmlElement } from '../xml'
import { readXml } from '../xml-read'
import { inputOf, shapeOf, type List, type Member, type ModelService, type Structure } from './shapes'

/** A request of a REST service taken apart: what the address names, e.g. `Bucket`, and the rest as it came. */
export interface RestRequest {
  path: ReadonlyMap<string, string>
  query: ReadonlyMap<string, string>
  /** Names lower-case. */
  headers: ReadonlyMap<string, string>
  body: Buffer
}

function children({ content }: XmlElement, name: string): XmlElement[] {
  return typeof content === 'string' ? [] : content.filter((child) => child.name === name)
}

function readList(service: ModelService, found: readonly XmlElement[], list: List): unknown[] | undefined {
  const elements = list.flattened
    ? found
    : found.flatMap((around) => children(around, list.memberName ?? 'member'))
  return found.length === 0
    ? undefined
    : elements.map((element) => readElement(service, element, list.member))
}

function readStructure(
  service: ModelService,
  element: XmlElement,
  structure: Structure,
): Record<string, unknown> {
  const members = Object.entries(structure.members).map(([name, member]) => {
    const found = children(element, member.locationName ?? name)
    const shape = shapeOf(service, member.shape)
    if (shape.type === 'list') return [name, readList(service, found, shape)] as const
    return [name, found[0] && readElement(service, found[0], member.shape)] as const
  })
  return Object.fromEntries(members)
}

function readElement(service: ModelService, element: XmlElement, shapeName: string): unknown {
  const shape = shapeOf(service, shapeName)
  if (shape.type === 'structure') return readStructure(service, element, shape)
  if (shape.type === 'list') return readList(service, [element], shape)
  return typeof element.content === 'string' ? element.content : ''
}

function readText(service: ModelService, text: string, shapeName: string): unknown {
  const { type } = shapeOf(service, shapeName)
  if (type === 'list') return text.split(',').map((item) => item.trim())
  return type === 'integer' ? Number(text) : text
}

/** The body as a member: null for XML that is not well-formed or has another root. */
function readBody(service: ModelService, body: string, name: string, member: Member): unknown {
  if (body.trim() === '') return undefined
  const shape = shapeOf(service, member.shape)
  if (shape.type !== 'structure') return body
  const root = readXml(body)
  return root?.name === (member.locationName ?? name) ? readStructure(service, root, shape) : null
}

function readMember(service: ModelService, request: RestRequest, name: string, member: Member): unknown {
  const { location, locationName = name } = member
  if (location === undefined) return readBody(service, request.body.toString('utf8'), name, member)
  const text = {
    uri: request.path.get(locationName),
    querystring: request.query.get(locationName),
    header: request.headers.get(locationName.toLowerCase()),
  }[location]
  return text === undefined ? undefined : readText(service, text, member.shape)
}

/**
 * The input that an address, its headers and its body stand for, as far as the model's extract knows its members; a
 * member is null where the body is not the XML that it should be.
 */
export function readRestInput(
  service: ModelService,
  operation: string,
  request: RestRequest,
): Record<string, unknown> {
  const members = Object.entries(inputOf(service, operation).members)
  return Object.fromEntries(
    members.map(([name, member]) => [name, readMember(service, request, name, member)]),
  )
}
