/** Objects of all types, one by one and many at once. */
import { Parse } from '../../sdk'
import { day, object, polygon, type Flow } from './flow'

const values: Record<string, unknown> = {
  string: 'ünï 😀 \u200d',
  number: -1.5e10,
  boolean: false,
  date: day,
  object: { a: { b: [1, { c: null }] } },
  array: [1, 'a', null, { b: 1 }, [2]],
  geopoint: new Parse.GeoPoint(1.5, 2.5),
  polygon,
  bytes: { __type: 'Bytes', base64: 'YQ==' },
}

export const objects: Flow = async (step) => {
  await step('sign up', () => Parse.User.signUp('bea', 'correct-horse', {}))
  for (const [name, value] of Object.entries(values))
    await step(`save ${name}`, async () => {
      const { id } = await object('Kind', { [name]: value }).save()
      return new Parse.Query('Kind').get(id!)
    })
  const kept = object('Kept', { count: 1, tags: ['a'], owner: Parse.User.current(), name: 'kept' })
  await step('save', () => kept.save())
  await step('increment', () => kept.increment('count', 2).save())
  await step('decrement', () => kept.decrement('count').save())
  await step('add', () => (kept.add('tags', 'b'), kept.save()))
  await step('add unique', () => (kept.addAllUnique('tags', ['b', 'c']), kept.save()))
  await step('remove', () => (kept.removeAll('tags', ['a', 'b']), kept.save()))
  await step('unset', () => (kept.unset('name'), kept.save()))
  await step('save of a wrong type', () => kept.save({ count: 'text' }))
  await step('revert', () => (kept.revert(), kept.fetch()))
  await step('fetch with', () => kept.fetchWithInclude(['owner']))
  await step('save a tree', () =>
    object('Kept', { child: object('Child', { name: 'c' }), kids: [object('Child')] }).save(),
  )
  await step('save all', () =>
    Parse.Object.saveAll(Array.from({ length: 25 }, (_, number) => object('Many', { number }))),
  )
  const some = await new Parse.Query('Many').ascending('number').limit(3).find()
  await step('fetch all', () => Parse.Object.fetchAll(some))
  await step('destroy all', () => Parse.Object.destroyAll(some))
  await step('destroy all again', () => Parse.Object.destroyAll(some))
  await step('destroy', () => kept.destroy())
  await step('fetch what is gone', () => kept.fetch())
  await step('get what never was', () => new Parse.Query('Kept').get('nothingatall'))
  await step('a trigger', () => object('Guarded', { name: 'good' }).save())
  await step('a trigger that refuses', () => object('Guarded', { name: 'bad' }).save())
  await step('a bad class name', () => object('1 bad').save())
  await step('a bad field name', () => object('Kept', { '1 bad': 1 }).save())
}
