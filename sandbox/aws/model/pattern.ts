const compiled = new Map<string, RegExp>()

/** Java syntax that JavaScript reads otherwise or not at all: possessive quantifiers, flags, atomic groups, its own escapes. */
const UNTRANSLATED = /[*+?}]\+|\(\?(?![:=!<])|\\[AEGHQRVXZhvz]/
/** Java intersects and nests character classes. */
const NESTED_CLASS = /\[(?:\\.|[^\]\\])*?(?:&&|\[)/

/**
 * The published patterns are Java's, and the whole value must match. An escaped punctuation mark is that mark, where
 * JavaScript's unicode mode lets syntax characters alone be escaped; and the models write U+10000 to U+10FFFF as
 * `\u10000-\u10FFFF`. Throws for syntax that has no translation here.
 */
function translate(pattern: string): RegExp {
  const outside = pattern.replaceAll(/\[(?:\\.|[^\]\\])*\]/g, 'x')
  if (UNTRANSLATED.test(outside) || NESTED_CLASS.test(pattern)) {
    throw new Error(`no translation of the pattern ${pattern}`)
  }
  const text = pattern
    .replaceAll('\\u10000-\\u10FFFF', '\\u{10000}-\\u{10FFFF}')
    .replaceAll(/\\([^\w\s])/g, (escape, mark: string) =>
      '^$\\.*+?()[]{}|/-'.includes(mark) ? escape : mark,
    )
  return new RegExp(`^(?:${text})$`, 'u')
}

/** Whether the whole of the text matches a pattern of an API model. */
export function matchesPattern(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern)
  if (!expression) {
    expression = translate(pattern)
    compiled.set(pattern, expression)
  }
  return expression.test(text)
}
