/** The plain text of every mail, for readers who see no HTML. */
export const textLayout = `{{heading}}

{{lead}}
{{#details.length}}

{{#details}}
{{label}}{{colon}} {{value}}
{{/details}}
{{/details.length}}
{{#link}}

{{button}}{{colon}}
{{link}}
{{/link}}
{{#expiry}}

{{expiry}}
{{/expiry}}

{{note}}

{{appName}}
{{#footer}}
{{footer}}
{{/footer}}
`
