/** What a person without a session can do: one form each. */

/** A labelled input. */
export interface Field {
  id: string
  name: string
  label: string
  autocomplete: string
  type?: 'text' | 'email' | 'password' | 'tel'
  minlength?: number
  hint?: string
}

/** A form behind a tab. */
export interface Panel {
  id: string
  title: string
  fields: readonly Field[]
  button: string
  lead?: string
}

/** In the order of the tabs; the first is open at the start. */
export const panels: readonly Panel[] = [
  {
    id: 'sign-up',
    title: 'Sign up',
    fields: [
      { id: 'sign-up-username', name: 'username', label: 'User name', autocomplete: 'username' },
      { id: 'sign-up-email', name: 'email', label: 'E-mail', autocomplete: 'email', type: 'email' },
      {
        id: 'sign-up-password',
        name: 'password',
        label: 'Password',
        autocomplete: 'new-password',
        type: 'password',
        minlength: 8,
        hint: 'At least 8 characters.',
      },
    ],
    button: 'Create account',
  },
  {
    id: 'log-in',
    title: 'Log in',
    fields: [
      { id: 'log-in-username', name: 'username', label: 'User name or e-mail', autocomplete: 'username' },
      {
        id: 'log-in-password',
        name: 'password',
        label: 'Password',
        autocomplete: 'current-password',
        type: 'password',
      },
    ],
    button: 'Log in',
  },
  {
    id: 'reset-password',
    title: 'Forgot password',
    lead: 'We send a link to the address of your account. With it you choose a new password.',
    fields: [{ id: 'reset-email', name: 'email', label: 'E-mail', autocomplete: 'email', type: 'email' }],
    button: 'Send link',
  },
]
