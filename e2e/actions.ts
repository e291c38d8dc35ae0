import type { APIResponse, Page } from '@playwright/test'
import { demo } from './demo'

export type ActionName =
  'submit' | 'decide' | 'cancel' | 'withdraw' | 'comment' | 'relinquish' | 'keepFavourite' | 'delegate'
export type Answer =
  | { ok: true; value: Record<string, string | null> }
  | { ok: false; error: { code: string; sentence: string; fields: { field: string; sentence: string }[] } }

const known = new Map<ActionName, string>()

/** The id under which a server action can be called, read from a page that offers it. Every visitor could do that. */
async function actionId(page: Page, path: string, name: ActionName): Promise<string> {
  const before = known.get(name)
  if (before !== undefined) return before
  const html = (await (await page.request.get(path)).text()).replaceAll('\\"', '"')
  const [, reference = ''] = new RegExp(`"${name}":"\\$h([0-9a-f]+)"`).exec(html) ?? []
  const [, id] = new RegExp(`[^0-9a-f]${reference}:\\{"id":"([0-9a-f]+)"`).exec(html) ?? []
  if (id === undefined) throw new Error(`${path} offers no action "${name}".`)
  known.set(name, id)
  return id
}

/** Learns an action's id from a page that a person may see, for those who may not. */
export async function learn(page: Page, path: string, name: ActionName): Promise<void> {
  await actionId(page, path, name)
}

/** Calls a server action as the page's scripts would, with whatever input, past everything that the page checks. */
export function send(
  page: Page,
  path: string,
  action: { name: ActionName; input: unknown; headers?: Record<string, string> },
): Promise<APIResponse> {
  return actionId(page, path, action.name).then((id) =>
    page.request.post(path, {
      headers: {
        accept: 'text/x-component',
        'content-type': 'text/plain;charset=UTF-8',
        origin: demo().portal,
        'next-action': id,
        ...action.headers,
      },
      data: JSON.stringify([action.input]),
    }),
  )
}

/** Calls a server action and reads its answer. */
export async function call(page: Page, path: string, name: ActionName, input: unknown): Promise<Answer> {
  const response = await send(page, path, { name, input })
  const text = await response.text()
  const [, answer] = /^[0-9a-f]+:(\{"ok":.*\})$/m.exec(text) ?? []
  if (answer === undefined) throw new Error(`No answer (${response.status()}): ${text.slice(0, 300)}`)
  return JSON.parse(answer) as Answer
}
