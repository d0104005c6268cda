/** How the scripts of the Dashboard are answered: by a sentence, which goes after seconds, or by a form. */
import type { Fields } from '../../parse/internals'
import type { FormElement, Operation } from '../../part/operation'

const formOf = ({ title, functionName }: Operation, elements: FormElement[], payload: Fields = {}) => ({
  __type: 'ScriptResponse',
  payload,
  form: { title, cloudCodeFunction: functionName, elements },
})

/** What can be read and copied. */
const shown = (operation: Operation, result: unknown): FormElement[] =>
  (operation.show?.(result) ?? []).map(({ label, text }, nth) => ({
    element: 'textInput',
    name: `line${nth}`,
    label,
    default: text,
  }))

/** @param run does it, with what the form has */
export async function answerDashboard(
  operation: Operation,
  { formData, payload, ...params }: Fields,
  run: (parameters: Fields) => Promise<unknown>,
): Promise<unknown> {
  // Closing what was shown sends it.
  if ((payload as { isShown?: unknown } | undefined)?.isShown === true) return 'Done.'
  if (operation.form && formData === undefined) return formOf(operation, operation.form)
  const result = await run({ ...params, ...(formData as Fields | undefined) })
  const elements = shown(operation, result)
  return elements.length > 0 ? formOf(operation, elements, { isShown: true }) : operation.tell(result)
}
