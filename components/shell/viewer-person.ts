/** The signed-in person, as the shell shows them. */
export type ViewerPerson = {
  name: string
  handle: string
  code: string
  email: string | null
  roles: readonly string[]
  groups: readonly string[]
  authenticatedAt: string
}
