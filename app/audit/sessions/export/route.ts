import { exportSessions } from '@/lib/history/index'
import { exportRoute } from '../../export-route'

export const POST = exportRoute(exportSessions, 'sessions')
