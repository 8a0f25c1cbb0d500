import { axiosClient } from './axiosClient.ts';
import type { ClientForm } from './clientForms.ts';
import { fetchClient } from './fetchClient.ts';
import { laravelClient } from './laravelClient.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/** Code for a developer's own client: renews its token ahead of time, and once after a 401. Ends with a line feed. */
export function retryCode(recipe: RetryRecipe, form: ClientForm): string {
  switch (form) {
    case 'fetch':
      return fetchClient(recipe);
    case 'axios':
      return axiosClient(recipe);
    case 'laravel':
      return laravelClient(recipe);
  }
}
