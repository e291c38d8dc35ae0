export interface XmlElement {
  name: string
  namespace?: string
  content: string | XmlElement[]
}

/** An element holding text, or other elements; `undefined` children are left out. */
export function element(
  name: string,
  content: string | number | boolean | (XmlElement | undefined)[] = '',
): XmlElement {
  if (!Array.isArray(content)) return { name, content: String(content) }
  return { name, content: content.filter((child) => child !== undefined) }
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff]/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`)
}

function render({ name, namespace, content }: XmlElement): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${escapeXml(namespace)}"`
  const inner = typeof content === 'string' ? escapeXml(content) : content.map(render).join('')
  return `<${name}${attribute}>${inner}</${name}>`
}

export function xmlDocument(root: XmlElement, namespace?: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(namespace === undefined ? root : { ...root, namespace })}`
}
