import { installWhatIsMissing, runUnderInstalledNode } from './bootstrap.mjs'

installWhatIsMissing()
await runUnderInstalledNode('scripts/demo/main.ts', process.argv.slice(2))
