#!/usr/bin/env node
// The command `daypass`, as it is started: loads `.env` and what runs TypeScript, then the command itself.
import '../scripts/load-env.mjs'
import 'tsx'

await import('./main.ts')
