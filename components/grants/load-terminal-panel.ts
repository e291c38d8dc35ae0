/** Few visits to a grant's page need it, so it comes when it is asked for. */
export const loadTerminalPanel = () => import('./terminal-panel')
