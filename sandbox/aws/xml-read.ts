import type { XmlElement } from './xml'

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

const TOKEN =
  /<\?xml[^>]*\?>|<!--.*?-->|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gsy

const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi

/** Null for an ampersand that begins no entity. */
function unescape(text: string): string | null {
  if (text.replaceAll(ENTITY, '').includes('&')) return null
  return text.replaceAll(ENTITY, (_, name: string | undefined, decimal = '', hex = '') => {
    if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? ''
    const point = decimal === '' ? Number.parseInt(String(hex), 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  })
}

interface Open {
  name: string
  text: string
  children: XmlElement[]
}

/** An element holds other elements or text; white space between elements is none. */
function closed({ name, text, children }: Open): XmlElement | null {
  if (children.length === 0) return { name, content: text }
  return text.trim() === '' ? { name, content: children } : null
}

/**
 * Reads the XML that a request carries: elements and text; attributes are passed over, and there are neither a document
 * type nor sections. Null for what is not well-formed.
 */
export function readXml(xml: string): XmlElement | null {
  const top: Open = { name: '', text: '', children: [] }
  const open = [top]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < xml.length) {
    const token = TOKEN.exec(xml)
    const current = open.at(-1)
    if (!token || !current) return null
    const [whole, closes, opens, , isEmpty] = token
    if (opens !== undefined && isEmpty === '') open.push({ name: opens, text: '', children: [] })
    else if (opens !== undefined) current.children.push({ name: opens, content: '' })
    else if (closes !== undefined) {
      const element = closes === current.name && open.length > 1 ? closed(current) : null
      open.pop()
      if (!element) return null
      open.at(-1)?.children.push(element)
    } else if (!whole.startsWith('<')) {
      const text = unescape(whole)
      if (text === null) return null
      current.text += text
    }
  }
  const [root, ...more] = top.children
  return open.length === 1 && more.length === 0 && top.text.trim() === '' ? (root ?? null) : null
}
