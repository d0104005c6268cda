/** What is kept beside the classes, in tables or collections of its own: no permissions protect it. */
export const ownCollections = {
  ledger: 'accounts_ledger',
  mails: 'accounts_outbox',
  webhooks: 'accounts_webhooks',
}

const names = new Set(Object.values(ownCollections))

/** Whether a class of this name would be one of them. */
export const isOwnCollection = (className: string): boolean => names.has(className)
