// Preloaded by the scripts of production: the variables of `.env`, where it is there. The real environment wins.
import { existsSync } from 'node:fs'
import path from 'node:path'

const file = path.resolve(import.meta.dirname, '../.env')
if (existsSync(file)) process.loadEnvFile(file)
