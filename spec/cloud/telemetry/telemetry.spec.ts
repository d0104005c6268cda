/** What an OpenTelemetry SDK of the host sees of log-ins, tokens, mails, limits and webhooks. */
import { randomUUID } from 'node:crypto'
import { context, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { count, traced } from '../../../src/part/telemetry'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { type Receiver, startReceiver, webhookSecret } from '../../support/webhook-receiver'

const password = 'correct-horse'

function startSdk() {
  const spans = new InMemorySpanExporter()
  const counts = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: counts, exportIntervalMillis: 3_600_000 })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  const meters = new MeterProvider({ readers: [reader] })
  metrics.setGlobalMeterProvider(meters)
  return {
    spans: () => spans.getFinishedSpans(),
    /** As `accounts.log_ins {"outcome":"success","provider":"password"}`. */
    counts: async () => {
      counts.reset()
      await meters.forceFlush()
      const all = counts
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics))
      const points = all.flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => {
          const sorted = Object.fromEntries(Object.entries(attributes).sort())
          return [`${descriptor.name} ${JSON.stringify(sorted)}`, value as number] as const
        }),
      )
      return Object.fromEntries(points)
    },
    stop: async () => {
      await meters.shutdown()
      for (const api of [context, trace, metrics]) api.disable()
    },
  }
}

describeWithDatabase('telemetry', (database) => {
  let sdk: ReturnType<typeof startSdk>
  let host: Host
  let mailbox: Mailbox
  let tenant: Tenant
  let receiver: Receiver
  beforeAll(async () => {
    sdk = startSdk()
    ;[mailbox, tenant, receiver] = await Promise.all([startMailbox(), startTenant(), startReceiver()])
    host = await startHost({
      ...{ database: database(), auth0: tenant.options, pages: false },
      email: { transport: mailbox.url, from: 'Spec <spec@example.com>' },
      parseServer: { verifyUserEmails: true },
      webhooks: [{ url: receiver.url, secret: webhookSecret, events: ['signUp'] }],
      limits: { logIn: { perAddress: { max: 3, seconds: 600 } } },
    })
  })
  afterAll(async () => {
    await host.close()
    await Promise.all([mailbox.close(), tenant.close(), receiver.close()])
    await sdk.stop()
  })

  test('counts who comes in, who does not, mails and webhooks, and says nothing of anybody', async () => {
    const username = `somebody-${randomUUID()}`
    const email = `${username}@example.com`
    const logIn = (given: string) => rest(host, 'POST', '/login', { body: { username, password: given } })
    await rest(host, 'POST', '/users', { body: { username, password, email } })
    await mailbox.next({ to: email })
    await receiver.has(1)
    await logIn(password)
    const idToken = await tenant.idToken()
    const authData = { auth0: { id_token: idToken } }
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBe(201)
    await rest(host, 'POST', '/users', { body: { authData: { [`made-up-${randomUUID()}`]: { id: '1' } } } })
    for (let each = 0; each < 4; each++) await logIn('a wrong password')

    // The mail is handed over before it is noted, and the webhook answered before.
    let counts = await sdk.counts()
    while (!counts['accounts.mails {"kind":"verification","outcome":"success"}']) counts = await sdk.counts()
    while (!counts['accounts.webhooks {"outcome":"success"}']) counts = await sdk.counts()
    expect(counts).toMatchObject({
      'accounts.log_ins {"outcome":"success","provider":"password"}': 1,
      'accounts.log_ins {"outcome":"success","provider":"auth0"}': 1,
      'accounts.log_ins {"outcome":"failure","provider":"password","reason":"credentials"}': 3,
      'accounts.log_ins {"outcome":"failure","provider":"password","reason":"limited"}': 1,
      'accounts.sign_ups {"provider":"password"}': 1,
      'accounts.limits {"limit":"logIn.perAddress"}': 1,
      'accounts.security_events {"type":"loginFailed"}': expect.any(Number) as number,
    })

    const named = (name: string) => sdk.spans().filter((span) => span.name === name)
    expect(named('accounts.log_in').map(({ attributes }) => attributes.provider)).toEqual(
      expect.arrayContaining(['password', 'auth0', 'other']),
    )
    const failed = named('accounts.log_in').filter(({ attributes }) => attributes['error.type'] === '101')
    expect(failed).toHaveLength(3)
    const [verified] = named('accounts.verify_token')
    const logInIds = named('accounts.log_in').map((span) => span.spanContext().spanId)
    expect(logInIds).toContain(verified?.parentSpanContext?.spanId)
    expect(named('accounts.hand_over_mail').map(({ attributes }) => attributes.kind)).toContain(
      'verification',
    )
    expect(named('accounts.deliver_webhook')).toHaveLength(1)

    const said = JSON.stringify([
      counts,
      sdk.spans().map(({ attributes, status, events }) => [attributes, status, events]),
    ])
    for (const secret of [username, password, 'wrong', idToken, 'ann@', 'made-up', '127.0.0.1'])
      expect(said).not.toContain(secret)
  })
})

test('nothing happens without an SDK', async () => {
  expect(() => count('accounts.mails', { kind: 'x' })).not.toThrow()
  await expect(traced('accounts.log_in', {}, () => Promise.resolve(7))).resolves.toBe(7)
})
