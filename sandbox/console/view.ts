import type { Caller } from '../aws/caller'
import type { Sandbox } from '../aws/sandbox'
import type { Viewer } from './layout'

/** What a page is made from. */
export interface View {
  sandbox: Sandbox
  caller: Caller
  viewer: Viewer
  query: ReadonlyMap<string, string>
}
