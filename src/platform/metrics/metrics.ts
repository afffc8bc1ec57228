/** Counters and timings in Prometheus' form, for /metrics. Labels name routes and outcomes, never cases or people. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void;
  filing(outcome: 'filed' | 'repeated' | 'refused', seconds: number): void;
  notice(outcome: 'sent' | 'bounced' | 'retried'): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'openecf_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const filings = new Histogram({
    name: 'openecf_filing_seconds',
    help: 'Time from a complete submission to its receipt',
    labelNames: ['outcome'],
    buckets: [0.01, 0.05, 0.2, 1, 5],
    registers: [registry],
  });
  const notices = new Counter({
    name: 'openecf_notices_total',
    help: 'Notices of electronic filing, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return {
    request: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
    filing: (outcome, seconds) => filings.observe({ outcome }, seconds),
    notice: (outcome) => notices.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
