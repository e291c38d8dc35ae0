const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/**
 * Parses JSON and refuses an object that holds the same key twice, of which `JSON.parse` would silently keep the last.
 * Throws SyntaxError. Rule: IAM User Guide, "Grammar of the IAM JSON policy language", grammar notes.
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  refuseRepeatedKeys(text)
  return value
}

/** `text` must be valid JSON: then a string before a colon is a key of the innermost open object. */
function refuseRepeatedKeys(text: string): void {
  const open: Set<string>[] = []
  let lastString = ''
  for (const [part] of text.matchAll(token)) {
    if (part === '{' || part === '[') open.push(new Set())
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':') addKey(open.at(-1), lastString)
    else if (part !== ',') lastString = part
  }
}

function addKey(keys: Set<string> | undefined, quoted: string): void {
  const key = String(JSON.parse(quoted))
  if (keys?.has(key)) throw new SyntaxError(`the key "${key}" is given twice`)
  keys?.add(key)
}
