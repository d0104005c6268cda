/** Accounts: signing up, logging in, sessions, other services. */
import { acmeAuthData } from '../../acme'
import { Parse } from '../../sdk'
import { day, logIn, me, type Flow } from './flow'

export const users: Flow = async (step, asMaster) => {
  const signUp = (name: string) =>
    Parse.User.signUp(name, 'correct-horse', { email: `${name}@example.com`, phone: '1' })
  await step('sign up', () => signUp('ann'))
  await step('sign up with a taken name', () => Parse.User.signUp('ann', 'correct-horse', {}))
  await step('sign up with a taken address', () =>
    Parse.User.signUp('anna', 'correct-horse', { email: 'ann@example.com' }),
  )
  await step('sign up without a name', () => Parse.User.signUp('', 'correct-horse', {}))
  await step('log out', () => Parse.User.logOut())
  await step('log in', () => logIn('ann'))
  await step('log in with a wrong password', () => Parse.User.logIn('ann', 'wrong'))
  await step('become', () => Parse.User.become(me().getSessionToken()!))
  await step('become nobody', () => Parse.User.become('r:0000'))
  await step('fetch', () => me().fetch())
  await step('verify the password', () => Parse.User.verifyPassword('ann', 'correct-horse'))
  await step('current session', () => Parse.Session.current())
  await step('sessions', () => new Parse.Query(Parse.Session).find())
  await step('save', () => me().save({ phone: '2', born: day }))
  await step('unset', () => (me().unset('phone'), me().save()))
  await step('change the name', () => me().save('username', 'ann2'))
  await step('change the password', () => me().save('password', 'correct-horse'))
  await step('log in again', () => logIn('ann2'))
  await step('ask for a reset', () => Parse.User.requestPasswordReset('ann@example.com'))
  await step('ask for a reset of nobody', () => Parse.User.requestPasswordReset('nobody@example.com'))
  await step('ask for a verification', () => Parse.User.requestEmailVerification('ann@example.com'))
  await step('users', () => new Parse.Query(Parse.User).find())
  await step('users by the master key', () =>
    asMaster(() => new Parse.Query(Parse.User).ascending('username').find()),
  )
  await step('loginAs', () => asMaster(() => Parse.User.loginAs(me().id!)))
  await step('destroy', () => me().destroy())
  await step('log in of the deleted', () => logIn('ann2'))
}

export const linking: Flow = async (step) => {
  const acme = (id: string) => ({ authData: acmeAuthData(id).acme })
  const authenticated = { authData: { id: 'x', token: 'wrong' } }
  await step('anonymous', () => Parse.AnonymousUtils.logIn())
  await step('anonymous, saved', () => me().save('phone', '1'))
  await step('anonymous no longer', () => {
    me().set({ username: 'was', password: 'correct-horse' })
    return me().save()
  })
  await step('log in with it', () => logIn('was'))
  await step('log in with a service', () => Parse.User.logInWith('acme', acme('first')))
  await step('log in with a service again', () => Parse.User.logInWith('acme', acme('first')))
  await step('log in with a wrong token', () => Parse.User.logInWith('acme', authenticated))
  await step('log in to link', () => logIn('was'))
  await step('link', () => me().linkWith('acme', acme('second')))
  await step('link what is taken', () => me().linkWith('acme', acme('first')))
  await step('is linked', () => me()._isLinked('acme'))
  await step('unlink', () => me()._unlinkFrom('acme'))
  await step('is not linked', () => me()._isLinked('acme'))
  await step('link anonymous', () => Parse.AnonymousUtils.link(me()))
  await step('log out', () => Parse.User.logOut())
}
