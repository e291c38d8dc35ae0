const LONGEST_CHARACTERS = 500

/**
 * The address that a ticket or an incident is, as what a fact of a letter links to; nothing where it is none. What is
 * shown is what is followed: the host as machines write it, without a name or a password before it that could pass for one.
 */
export function linkOf(text: string | null): { href?: string } {
  if (text === null || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return {}
  const { href, username, password } = new URL(text)
  return username + password !== '' || href.length > LONGEST_CHARACTERS ? {} : { href }
}
