'use client'

import Button from '@cloudscape-design/components/button'

/** The way to everything that was ever handed in. */
export function ChangesLink() {
  return <Button href="/admin/catalog/changes">All changes</Button>
}
