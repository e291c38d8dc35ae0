import { exportEvents } from '@/lib/history/index'
import { exportRoute } from '../../export-route'

export const POST = exportRoute(exportEvents, 'events')
