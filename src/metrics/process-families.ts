import { monitorEventLoopDelay } from 'node:perf_hooks';
import { single, type Family } from './exposition.ts';

const NANO = 1e-9;
const MICRO = 1e-6;

/** Begins to watch this process; each reading tells of the time since the one before. */
export function watchProcess(): () => Family[] {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const begun = Date.now() / 1000 - process.uptime();
  return () => {
    const lag = delay.count > 0 ? delay.percentile(99) * NANO : 0;
    delay.reset();
    const { user, system } = process.cpuUsage();
    const memory = process.memoryUsage();
    return [
      single('process_start_time_seconds', 'gauge', 'When the process began.', begun),
      single(
        'process_cpu_seconds_total',
        'counter',
        'Processor time of all threads.',
        (user + system) * MICRO,
      ),
      single('process_resident_memory_bytes', 'gauge', 'What the process holds.', memory.rss),
      single('nodejs_heap_size_used_bytes', 'gauge', 'Live and dead objects.', memory.heapUsed),
      single(
        'nodejs_eventloop_lag_p99_seconds',
        'gauge',
        'How late the process gets to its work, since the reading before.',
        lag,
      ),
    ];
  };
}
