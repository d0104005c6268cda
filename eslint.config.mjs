import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'coverage', '.data', 'examples', 'templates', '**/*.min.js'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `async` without `await` is how a function that may throw becomes one that rejects.
      '@typescript-eslint/require-await': 'off',
      // Express tells an error handler by its four arguments, needed or not.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // Parse Server's methods are replaced in one table. Elsewhere, an assignment would meet the others by accident.
    files: ['src/**'],
    // Cloud Code's own registrations are watched by the file that they come from.
    ignores: ['src/parse/hooks.ts', 'src/parse/replaced-method.ts', 'src/server/start/cloud-code.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "AssignmentExpression > MemberExpression.left[object.property.name='prototype']",
          message: 'Add a row to src/parse/hooks.ts.',
        },
        {
          selector:
            "CallExpression[callee.object.name='Object'][callee.property.name='assign'][arguments.0.name=/^(prototype|rest)$/]",
          message: 'Add a row to src/parse/hooks.ts.',
        },
        {
          selector:
            'AssignmentExpression > MemberExpression.left[object.name=/^(prototype|userController|cacheController|databaseController|loggerController|rest|RestWrite|helper|mutations)$/]',
          message: 'Add a row to src/parse/hooks.ts.',
        },
        {
          selector: "CallExpression[callee.object.name='Symbol'][callee.property.name='for']",
          message: 'What is done once needs no mark: add a row to src/parse/hooks.ts.',
        },
        {
          selector: 'ImportDeclaration[source.value=/replaced-method$/]',
          message: 'Add a row to src/parse/hooks.ts.',
        },
      ],
    },
  },
  {
    // What Auth0 runs: each file by itself, in CommonJS.
    files: ['actions/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['spec/**', 'dev/**', 'bench/**', '.ci/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  {
    // Answers are what a client gets: of no known type, until `expect` has looked at them.
    files: ['spec/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
)
