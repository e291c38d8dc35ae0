/**
 * Texts that some reader somewhere takes for something else than text, by what they are. Each can be stored, so each has
 * to come back as it was typed.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  script: '</title></td><script>window.wasRun = 1</script>',
  attribute: `"'><img src=x onerror="window.wasRun = 1"> javascript:alert(1)`,
  entities: '&lt;b&gt; &amp;amp; &#x3c;script&#x3e; <!-- ]]> -->',
  'mail header': 'Quarter close\nBcc: eve@evil.example\n\n.\nQUIT',
  'mail header, encoded': '%0d%0aBcc:%20eve@evil.example =?UTF-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=',
  'line separators': 'one\u2028two\u2029three\u0085four\u000bfive',
  'controls that terminals obey': '\u001b[2J\u001b]0;owned\u0007 bell\u0008\u007f',
  'right to left': 'abc\u202Efdp.exe\u202C \u2066שלום\u2069',
  'zero width': 'ad\u200bmin\u2060\ufeff \u00ad\u034f',
  formula: `=cmd|' /C calc'!A0`,
  'formula, hidden': ' \u200b＝HYPERLINK("http://evil.example","ok")',
  'formula, second cell': `fine";=HYPERLINK("http://evil.example");"\t@SUM(A1)\n-2+3`,
  'policy variable': '${aws:username} ${*} arn:aws:s3:::*/* "Effect":"Allow"}',
  template: '{{constructor.constructor("return 1")()}} ${7*7} #{7*7} <%= 7*7 %> %s %n $(id) `id`',
  sql: `'; drop table requests; -- \\'" $$`,
  markdown: '[Approve](https://evil.example/approve) www.evil.example eve@evil.example',
  json: '","type":"grant.opened","actor":{"kind":"daypass"},"x":"\\u0000\\ud800',
  prototype: '__proto__ constructor toString',
  'other scripts': '👩‍👩‍👧‍👦 統計 Zoë e\u0301 İı ﬁ \u{1F600}\u{10FFFF}',
  long: `${'x'.repeat(400)} ${'W'.repeat(400)}`,
}

/** Texts that PostgreSQL cannot store: refused where they come in, so that none is changed on its way. */
export const UNSTORABLE_TEXTS: readonly string[] = ['a\0b', 'half \ud800 a pair', '\udc00']

/** The text as a ticket may be: one line, not too long. */
export function asTicket(text: string, longest = 200): string {
  return text
    .replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ')
    .slice(0, longest)
    .trim()
}
