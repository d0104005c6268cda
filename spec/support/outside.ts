/**
 * The world outside, faked at the network edge by nock; this machine stays reachable. Import it instead of nock,
 * which needs a function that Node 20 has not.
 */
if (!('withResolvers' in Promise))
  Object.assign(Promise, {
    withResolvers<Value>() {
      let settle: Partial<Pick<PromiseWithResolvers<Value>, 'resolve' | 'reject'>> = {}
      const promise = new Promise<Value>((resolve, reject) => (settle = { resolve, reject }))
      return { promise, ...settle }
    },
  })
export { default as nock } from 'nock'
