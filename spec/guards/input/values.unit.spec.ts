import { checkValue } from '../../../src/guards/input/values'

const refusal = (value: unknown) => {
  try {
    checkValue(value)
    return undefined
  } catch (thrown) {
    return (thrown as { code: number }).code
  }
}

describe('checkValue', () => {
  test.each<[string, unknown]>([
    ['a date of GraphQL', { __type: 'Date', iso: new Date(0) }],
    ['a date', new Date(0)],
    ['a pointer without a class, of LiveQuery', { __type: 'Pointer', objectId: 'x' }],
    ['a pointer to a new object', { __type: 'Pointer', className: 'Thing' }],
    ['an operation that only counts for new objects', { __op: 'SetOnInsert', amount: 'x' }],
  ])('lets %s through, as Parse Server makes it', (_, value) => {
    expect(refusal(value)).toBeUndefined()
    expect(refusal({ a: [value] })).toBeUndefined()
  })

  test.each<[string, unknown]>([
    ['a date that is none', { __type: 'Date', iso: new Date(NaN) }],
    ['text that is no date', { __type: 'Date', iso: 'x' }],
    ['a number as a date', { __type: 'Date', iso: 5 }],
    ['a pointer to nothing', { __type: 'Pointer' }],
    ['a pointer to an object', { __type: 'Pointer', objectId: {} }],
  ])('refuses %s', (_, value) => {
    expect(refusal(value)).toBe(111)
  })
})
