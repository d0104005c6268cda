import { describeWithDatabase } from './database'
import { startHost, type Host } from './host'
import { rest } from './rest'
import { graphql } from './graphql'
import { startMailbox } from './mailbox'
describeWithDatabase('db', (database) => {
  test.each([5, 4] as const)('x %s', async (v) => {
    const mailbox = await startMailbox()
    let host = await startHost({
      express: v,
      database: database(),
      email: { from: 'a@b.c', transport: mailbox.url },
      parseServer: { verifyUserEmails: true },
    })
    console.log(
      (
        await rest(host, 'POST', '/users', {
          body: { username: 'a' + v, password: 'b', email: 'x' + v + '@y.z' },
        })
      ).body,
    )
    console.log(
      (await rest(host, 'GET', '/users', { master: true, query: { where: { username: 'a' + v }, limit: 1 } }))
        .body,
    )
    console.log((await graphql(host, '{ health }')).body)
    console.log(await mailbox.next({ to: 'x' + v + '@y.z' }))
    await host.close()
    await host.close()
    await mailbox.close()
  })
})
