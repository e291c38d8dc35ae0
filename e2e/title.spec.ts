import { expect, test } from './fixtures'
import { ask, unique } from './steps'

test('a tab keeps its name while the page reads itself again, in whatever order the parts of the answer come', async ({
  as,
}) => {
  const [alice, carla] = [await as('alice'), await as('carla')]
  await carla.addInitScript(noteTitles)
  await carla.addInitScript(titlesLast)
  await carla.goto('/approvals')
  await expect(carla).toHaveTitle('To decide – Daypass')
  const reason = unique('Look up one invoice')
  await ask(alice, { reason })
  await expect(carla.getByText(reason)).toBeVisible()
  expect(await carla.evaluate(() => (window as unknown as { titles: string[] }).titles)).toEqual([
    'To decide – Daypass',
  ])
})

/** Keeps every name that the tab has had since the page came, in `window.titles`. */
function noteTitles(): void {
  const titles: string[] = []
  Object.assign(window, { titles })
  const note = () => {
    if (document.title !== (titles.at(-1) ?? '')) titles.push(document.title)
  }
  new MutationObserver(note).observe(document, { childList: true, subtree: true })
}

/** Lets the page have what names its tab only once it has shown all else that an answer brings. */
function titlesLast(): void {
  const send = window.fetch.bind(window)
  const shown = () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)))
  const reordered = async (answer: Response): Promise<Response> => {
    const rows = (await answer.text()).split(/(?<=\n)/)
    const isTitle = (row: string) => row.includes('["$","title",')
    const body = new ReadableStream<Uint8Array>({
      async start(stream) {
        const write = (part: string[]) => {
          stream.enqueue(new TextEncoder().encode(part.join('')))
        }
        write(rows.filter((row) => !isTitle(row)))
        await shown()
        await shown()
        write(rows.filter(isTitle))
        stream.close()
      },
    })
    const { status, headers } = answer
    return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: answer.url })
  }
  window.fetch = async (...given) => {
    const answer = await send(...given)
    return answer.headers.get('content-type')?.startsWith('text/x-component') ? reordered(answer) : answer
  }
}
