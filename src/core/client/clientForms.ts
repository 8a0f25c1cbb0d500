/** The clients for which renewing and trying once more is written. */
export const clientForms = ['fetch', 'axios', 'laravel'] as const;
export type ClientForm = (typeof clientForms)[number];

export const clientFormNames: Readonly<Record<ClientForm, string>> = {
  fetch: 'fetch',
  axios: 'axios',
  laravel: 'Laravel',
};
