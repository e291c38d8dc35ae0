import type { Caller } from '../aws/caller'
import type { Sandbox } from '../aws/sandbox'
import type { ContextValues } from '../policy'
import type { Viewer } from './layout'

/** What a page is made from. */
export interface View {
  sandbox: Sandbox
  caller: Caller
  /** The condition keys that follow from the browser's connection. */
  connection: ContextValues
  viewer: Viewer
  query: ReadonlyMap<string, string>
}
