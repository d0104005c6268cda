/** Relations. */
import { Parse } from '../../sdk'
import { logIn, object, type Flow } from './flow'

export const relations: Flow = async (step) => {
  await step('log in', () => logIn('bea'))
  const [one, two] = await Parse.Object.saveAll([
    object('Part', { number: 1 }),
    object('Part', { number: 2 }),
  ])
  const whole = object('Whole')
  const parts = (of: Parse.Object) => of.relation('parts')
  await step('add', () => (parts(whole).add([one, two]), whole.save()))
  await step('query', () => parts(whole).query().ascending('number').find())
  await step('query with a constraint', () => parts(whole).query().equalTo('number', 2).find())
  await step('count', () => parts(whole).query().count())
  await step('by what is related', () => new Parse.Query('Whole').equalTo('parts', one).find())
  await step('by one of', () => new Parse.Query('Whole').containedIn('parts', [one, two]).find())
  await step('remove', () => (parts(whole).remove(one), whole.save()))
  await step('what is left', () => parts(whole).query().find())
  await step('of a new object', () => parts(object('Whole')).query().find())
  await step('count of a new object', () => parts(object('Whole')).query().count())
  await step('of a copy', () =>
    parts(whole.clone() as Parse.Object)
      .query()
      .find(),
  )
  await step('of what is not there', () =>
    parts(Parse.Object.fromJSON({ className: 'Whole', objectId: 'nothing' }))
      .query()
      .find(),
  )
  await step('includes', () => new Parse.Query('Whole').includeAll().find())
}
