/** Spans and counters of OpenTelemetry: nothing where the host has no SDK. Attributes never say who somebody is. */
import type { Attributes, Counter, MeterProvider } from '@opentelemetry/api'
import { lazily } from '../parse/lazily'

const api = lazily(() => module.require('@opentelemetry/api') as typeof import('@opentelemetry/api'))

const scope = 'parse-server-accounts'

/** Every counter, and what it counts. */
const described = {
  'accounts.log_ins': 'Log-ins, by provider and outcome.',
  'accounts.sign_ups': 'Sign-ups with a password.',
  'accounts.limits': 'Requests that a limit has refused.',
  'accounts.security_events': 'Security events, by type.',
  'accounts.mails': 'Mails that were handed over, or given up.',
  'accounts.webhooks': 'Tries to deliver a webhook.',
}
export type CounterName = keyof typeof described

/** Unlike those of traces, meters that were asked for before there was an SDK stay without one. */
let known: { provider?: MeterProvider; counters: Map<CounterName, Counter> } = { counters: new Map() }

function counterOf(name: CounterName): Counter {
  const provider = api().metrics.getMeterProvider()
  if (provider !== known.provider) known = { provider, counters: new Map() }
  const { counters } = known
  const counter =
    counters.get(name) ?? provider.getMeter(scope).createCounter(name, { description: described[name] })
  counters.set(name, counter)
  return counter
}

export const count = (name: CounterName, attributes: Attributes): void => counterOf(name).add(1, attributes)

/** Parse's, or an error's own: numbers and short words, as its text may name a user. */
function typeOf(thrown: unknown): string {
  const { code, name } = (thrown ?? {}) as { code?: unknown; name?: unknown }
  const found = [code, name].find((value) => typeof value === 'number' || typeof value === 'string')
  return String(found ?? 'unknown')
}

/** A span around some work; the spans of whatever it calls are within. */
export function traced<Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  const { SpanStatusCode, trace } = api()
  return trace.getTracer(scope).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work()
    } catch (thrown) {
      span.setAttribute('error.type', typeOf(thrown))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw thrown
    } finally {
      span.end()
    }
  })
}
