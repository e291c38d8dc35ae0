import { installWhatIsMissing, runUnderInstalledNode } from './bootstrap.mjs'

installWhatIsMissing()
await runUnderInstalledNode('scripts/test/main.ts', process.argv.slice(2))
