import { render } from 'react-email'
import type { DrawnLetter, Letter } from '@/lib/ports/letter'
import { LetterHtml } from './letter'
import { letterText } from './text'

/** A letter as HTML, with everything escaped that could be markup, and as plain text. */
export async function draw(letter: Letter): Promise<DrawnLetter> {
  return { html: await render(<LetterHtml letter={letter} />), text: letterText(letter) }
}
