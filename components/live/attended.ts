import { attention } from './attention'

const here = attention(Date.now)

/** Does it when somebody is at this page: at once, or at the next input. */
export const whenAttended = here.whenAttended

/** Somebody is at this page. */
export const noteInput = here.onInput

/** Notes what is done at this page as long as it is followed. Returns how to stop. */
export function followInput(): () => void {
  document.addEventListener('pointerdown', noteInput)
  document.addEventListener('keydown', noteInput)
  document.addEventListener('wheel', noteInput, { passive: true })
  document.addEventListener('pointermove', onPointerMove)
  return () => {
    document.removeEventListener('pointerdown', noteInput)
    document.removeEventListener('keydown', noteInput)
    document.removeEventListener('wheel', noteInput)
    document.removeEventListener('pointermove', onPointerMove)
  }
}

// Browsers also report a move when the page moves under a pointer that rests.
function onPointerMove({ movementX, movementY }: PointerEvent): void {
  if (movementX !== 0 || movementY !== 0) noteInput()
}
