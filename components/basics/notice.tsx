'use client'

import Alert from '@cloudscape-design/components/alert'
import type { AlertProps } from '@cloudscape-design/components/alert'

const ICON_LABELS: AlertProps.I18nStrings = {
  errorIconAriaLabel: 'Error',
  warningIconAriaLabel: 'Warning',
  infoIconAriaLabel: 'Note',
  successIconAriaLabel: 'Success',
}

/** Something to be aware of, in a box; screen readers hear of what kind it is. */
export function Notice(props: Pick<AlertProps, 'type' | 'header' | 'action' | 'children'>) {
  return <Alert {...props} i18nStrings={ICON_LABELS} />
}
