/** Requests to copy, with this demo's own addresses and keys in them. */
import { html, type Html } from '../html'

/** What stands in the requests. */
export interface ExampleValues {
  applicationId: string
  restUrl: string
  graphqlUrl: string
}

interface Example {
  title: string
  code: string
}

interface Language {
  id: string
  name: string
  examples: readonly Example[]
}

const someone = { username: 'johndoe', password: 'ASuperStrongPassword', email: 'john.doe@email.com' }

function restExamples({ applicationId, restUrl }: ExampleValues): Example[] {
  const headers = `  -H 'X-Parse-Application-Id: ${applicationId}' \\`
  const json = `  -H 'Content-Type: application/json' \\`
  const { username, password, email } = someone
  return [
    {
      title: 'Sign up',
      code: `curl ${restUrl}/users \\\n${headers}\n${json}\n  -d '${JSON.stringify(someone)}'`,
    },
    {
      title: 'Log in',
      code: `curl ${restUrl}/login \\\n${headers}\n${json}\n  -d '${JSON.stringify({ username, password })}'`,
    },
    {
      title: 'Who am I?',
      code: `curl ${restUrl}/users/me \\\n${headers}\n  -H 'X-Parse-Session-Token: r:your-session-token'`,
    },
    {
      title: 'Reset the password',
      code: `curl ${restUrl}/requestPasswordReset \\\n${headers}\n${json}\n  -d '${JSON.stringify({ email })}'`,
    },
  ]
}

function graphqlCall({ applicationId, graphqlUrl }: ExampleValues, query: string, session = false): string {
  const token = session ? `  -H 'X-Parse-Session-Token: r:your-session-token' \\\n` : ''
  return `curl ${graphqlUrl} \\
  -H 'X-Parse-Application-Id: ${applicationId}' \\
${token}  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ query })}'`
}

function graphqlExamples(values: ExampleValues): Example[] {
  const { username, password, email } = someone
  const fields = `username: "${username}", password: "${password}", email: "${email}"`
  const viewer = 'viewer { sessionToken user { username email } }'
  return [
    {
      title: 'Sign up',
      code: graphqlCall(values, `mutation { signUp(input: { fields: { ${fields} } }) { ${viewer} } }`),
    },
    {
      title: 'Log in',
      code: graphqlCall(
        values,
        `mutation { logIn(input: { username: "${username}", password: "${password}" }) { ${viewer} } }`,
      ),
    },
    { title: 'Who am I?', code: graphqlCall(values, '{ viewer { user { username email } } }', true) },
    {
      title: 'Reset the password',
      code: graphqlCall(values, `mutation { resetPassword(input: { email: "${email}" }) { ok } }`),
    },
  ]
}

function sdkExamples({ applicationId, restUrl }: ExampleValues): Example[] {
  const { username, password, email } = someone
  return [
    {
      title: 'Set up',
      code: `import Parse from 'parse'\n\nParse.initialize('${applicationId}')\nParse.serverURL = '${restUrl}'`,
    },
    {
      title: 'Sign up',
      code: `const user = new Parse.User()\nawait user.signUp({\n  username: '${username}',\n  password: '${password}',\n  email: '${email}',\n})`,
    },
    {
      title: 'Log in',
      code: `const user = await Parse.User.logIn('${username}', '${password}')\nconsole.log(user.getSessionToken())`,
    },
    { title: 'Reset the password', code: `await Parse.User.requestPasswordReset('${email}')` },
  ]
}

function figure({ title, code }: Example): Html {
  return html`<figure>
    <figcaption>${title}</figcaption>
    <pre tabindex="0"><code data-copy>${code}</code></pre>
  </figure>`
}

/** The section `#examples`; without JavaScript all languages stand below each other. */
export function examplesSection(values: ExampleValues): Html {
  const languages: readonly Language[] = [
    { id: 'rest', name: 'REST', examples: restExamples(values) },
    { id: 'graphql', name: 'GraphQL', examples: graphqlExamples(values) },
    { id: 'sdk', name: 'JavaScript SDK', examples: sdkExamples(values) },
  ]
  return html`<section class="examples" id="examples" aria-labelledby="examples-title">
    <h2 id="examples-title">Requests to copy</h2>
    <div class="card">
      <div class="tabs" id="languages" aria-label="Language"></div>
      ${languages.map(
        ({ id, name, examples }) =>
          html`<div class="language" id="example-${id}" data-language="${name}">
            <h3>${name}</h3>
            ${examples.map(figure)}
          </div>`,
      )}
    </div>
  </section>`
}
