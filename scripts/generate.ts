import { ensureGenerated } from './generated-client'

ensureGenerated()
