import type { DrawLetter } from '@/lib/ports/letter'

/** Draws a letter. What it draws with is loaded for the first one, for a process that sends no mail needs none of it. */
export const drawLetter: DrawLetter = async (letter) => {
  const { draw } = await import('./draw')
  return draw(letter)
}
