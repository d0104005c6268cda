/** Queries with each constraint. */
import { Parse } from '../../sdk'
import { day, logIn, me, object, polygon, type Flow } from './flow'

export const queries: Flow = async (step, asMaster) => {
  await step('log in', () => logIn('bea'))
  const owner = me()
  const target = await object('Target', { name: 'target' }).save()
  const common = { owner, target, tags: ['a', 'b'], info: { a: 1 } }
  await Parse.Object.saveAll([
    object('Thing', { ...common, string: 'alpha', number: 1, date: day, geopoint: new Parse.GeoPoint(1, 2) }),
    object('Thing', { string: 'beta', number: 2, date: new Date(0), polygon, tags: ['c'] }),
    object('Thing', { string: 'gamma beta', number: 3, geopoint: new Parse.GeoPoint(50, 60) }),
  ])
  const query = () => new Parse.Query('Thing').ascending('number')
  const targets = () => new Parse.Query('Target').equalTo('name', 'target')
  const near = new Parse.GeoPoint(1, 1)
  const all: Record<string, () => Parse.Query> = {
    everything: query,
    equalTo: () => query().equalTo('string', 'alpha'),
    'equalTo a date': () => query().equalTo('date', day),
    'equalTo an object': () => query().equalTo('info', { a: 1 }),
    'equalTo within an object': () => query().equalTo('info.a', 1),
    'equalTo an item': () => query().equalTo('tags', 'a'),
    'equalTo nothing': () => query().equalTo('string', null),
    notEqualTo: () => query().notEqualTo('number', 1),
    lessThan: () => query().lessThan('date', day),
    lessThanOrEqualTo: () => query().lessThanOrEqualTo('date', day),
    greaterThan: () => query().greaterThan('number', 1),
    greaterThanOrEqualTo: () => query().greaterThanOrEqualTo('createdAt', new Date(0)),
    containedIn: () => query().containedIn('number', [1, 3]),
    'containedIn nothing': () => query().containedIn('number', []),
    notContainedIn: () => query().notContainedIn('string', ['alpha']),
    containedBy: () => query().containedBy('tags', ['a', 'b', 'c']),
    containsAll: () => query().containsAll('tags', ['a', 'b']),
    containsAllStartingWith: () => query().containsAllStartingWith('tags', ['a', 'b']),
    exists: () => query().exists('geopoint'),
    doesNotExist: () => query().doesNotExist('geopoint'),
    matches: () => query().matches('string', /^AL/i),
    startsWith: () => query().startsWith('string', 'al'),
    endsWith: () => query().endsWith('string', 'beta'),
    contains: () => query().contains('string', 'm'),
    fullText: () => query().fullText('string', 'beta'),
    matchesQuery: () => query().matchesQuery('target', targets()),
    doesNotMatchQuery: () => query().doesNotMatchQuery('target', targets()),
    matchesKeyInQuery: () => query().matchesKeyInQuery('number', 'number', query().equalTo('string', 'beta')),
    doesNotMatchKeyInQuery: () =>
      query().doesNotMatchKeyInQuery('number', 'number', query().equalTo('string', 'beta')),
    near: () => query().near('geopoint', near),
    withinKilometers: () => query().withinKilometers('geopoint', near, 500),
    withinMiles: () => query().withinMiles('geopoint', near, 500, false),
    withinRadians: () => query().withinRadians('geopoint', near, 0.1),
    withinGeoBox: () => query().withinGeoBox('geopoint', new Parse.GeoPoint(0, 0), new Parse.GeoPoint(5, 5)),
    withinPolygon: () =>
      query().withinPolygon('geopoint', [
        [0, 0],
        [0, 9],
        [9, 9],
      ]),
    polygonContains: () => query().polygonContains('polygon', new Parse.GeoPoint(1, 4)),
    'include and select': () => query().include('owner', 'target').select('number', 'target.name'),
    includeAll: () => query().includeAll(),
    exclude: () => query().exclude('string', 'tags'),
    'limit and skip': () => query().limit(1).skip(1),
    'limit of none': () => query().limit(0),
    descending: () => new Parse.Query('Thing').descending('string').addAscending('number'),
    or: () => Parse.Query.or(query().equalTo('number', 1), query().equalTo('number', 2)).ascending('number'),
    and: () => Parse.Query.and(query().equalTo('number', 1), query().exists('tags')),
    nor: () => Parse.Query.nor(query().equalTo('number', 1), query().equalTo('number', 2)),
    hint: () => query().hint('_id_'),
    comment: () => query().comment('a comment'),
    withCount: () => query().withCount().limit(1),
    'an unknown class': () => new Parse.Query('Nowhere'),
    'a bad regular expression': () => query().matches('string', '('),
    'a negative skip': () => query().skip(-1),
    'a hidden field': () => query().equalTo('_hidden', 1),
    'a bad name': () => query().equalTo('a b', 1),
  }
  for (const [name, make] of Object.entries(all)) await step(`find: ${name}`, () => make().find())
  await step('first', () => query().first())
  await step('first of none', () => query().equalTo('number', 9).first())
  await step('count', () => query().greaterThan('number', 1).count())
  await step('each', async () => {
    const seen: unknown[] = []
    await new Parse.Query('Thing').each((thing) => void seen.push(thing.get('string')))
    return seen.sort()
  })
  await step('distinct', async () => (await asMaster<number[]>(() => query().distinct('number'))).sort())
  await step('distinct by nobody', () => query().distinct('number'))
  const pipeline = [{ $match: { number: { $gt: 1 } } }, { $group: { _id: null, sum: { $sum: '$number' } } }]
  await step('aggregate', () => asMaster(() => query().aggregate(pipeline)))
  await step('explain', async () => (await asMaster(() => query().explain().find())).length > 0)
  await step('from JSON', () => Parse.Query.fromJSON('Thing', query().toJSON()).find())
}
