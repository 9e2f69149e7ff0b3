import { BUCKETS, type Traffic } from '../http/traffic.ts';
import type { Family, Sample } from './exposition.ts';

/** What was answered, by kind of page and status, and how long it took. Kinds that nobody asked for yet are left out. */
export function trafficFamilies(traffic: Traffic): Family[] {
  const requests: Sample[] = [];
  const durations: Sample[] = [];
  for (const [route_class, { statuses, buckets, seconds }] of traffic.read()) {
    if (statuses.size === 0) continue;
    for (const [status, value] of statuses)
      requests.push({ labels: { route_class, status: String(status) }, value });
    let sum = 0;
    for (const [at, count] of buckets.entries()) {
      sum += count;
      const le = String(BUCKETS[at] ?? '+Inf');
      durations.push({ ending: '_bucket', labels: { route_class, le }, value: sum });
    }
    durations.push({ ending: '_sum', labels: { route_class }, value: seconds });
    durations.push({ ending: '_count', labels: { route_class }, value: sum });
  }
  return [
    {
      name: 'http_requests_total',
      type: 'counter',
      help: 'Answers, by kind of page and status.',
      samples: requests,
    },
    {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      help: 'From the request to the last byte handed over, by kind of page.',
      samples: durations,
    },
  ];
}
