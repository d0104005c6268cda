/** Cloud functions, files, configuration and schemas. */
import { Parse } from '../../sdk'
import { day, logIn, object, type Flow } from './flow'

export const rest: Flow = async (step, asMaster) => {
  await step('log in', () => logIn('bea'))
  await step('a function', () =>
    Parse.Cloud.run('echo', { a: [1, day, new Parse.GeoPoint(1, 2)], object: { b: null } }),
  )
  await step('a function that refuses', () => Parse.Cloud.run('fails'))
  await step('a function that queries', () => Parse.Cloud.run('things'))
  await step('no function', () => Parse.Cloud.run('nothing'))
  const file = new Parse.File('a.txt', { base64: Buffer.from('hello').toString('base64') }, 'text/plain')
  await step('save a file', () => file.save())
  await step('a file in an object', async () => {
    const { id } = await object('WithFile', { file }).save()
    return new Parse.Query('WithFile').get(id!)
  })
  await step('by its file', () => new Parse.Query('WithFile').exists('file').find())
  await step('read it', async () => (await fetch(file.url()!)).text())
  await step('delete it', () => asMaster(() => file.destroy()))
  await step('the configuration', () =>
    asMaster(() => Parse.Config.save({ a: 1, hidden: 2 }, { hidden: true })),
  )
  await step('read the configuration', () => Parse.Config.get())
  await step('a schema', () =>
    asMaster(() => new Parse.Schema('Planned').addString('name').addDate('day').save()),
  )
  await step('read the schema', () => asMaster(() => new Parse.Schema('Planned').get()))
  await step('delete the schema', () => asMaster(() => new Parse.Schema('Planned').delete()))
  await step('an installation', () =>
    object('_Installation', { deviceType: 'web', installationId: 'i-1' }).save(),
  )
  await step('an event', () => Parse.Analytics.track('opened', { by: 'bea' }))
  await step('log out', () => Parse.User.logOut())
}
