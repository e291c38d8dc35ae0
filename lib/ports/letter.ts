/** What one mail says, in words and in order, without a line of markup. Whatever a person typed is plain text here. */
export type Letter = {
  subject: string
  heading: string
  /** What came of it, one paragraph each. */
  paragraphs: readonly string[]
  /** Said before everything else, in red. */
  warning: string | null
  /** What a person typed, word for word, and who typed it. */
  quotes: readonly { text: string; by: string }[]
  /** `href`: the web address that somebody typed, as it is to be read and followed. */
  facts: readonly { label: string; value: string; href?: string }[]
  notes: readonly string[]
  /** The things that a digest brings together. */
  items: readonly { title: string; text: string }[]
  /** Text for machines that people read too, such as a policy. */
  code: { title: string; text: string } | null
  /** The mail's link to Daypass, the only one besides a ticket's. It leads to a page; nothing happens by following it. */
  action: { label: string; url: string }
  /** Why this came. */
  footer: readonly string[]
}

/** A letter as HTML and as plain text, both complete. */
export type DrawnLetter = { html: string; text: string }

export type DrawLetter = (letter: Letter) => Promise<DrawnLetter>
