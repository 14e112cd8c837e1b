import { codeOf } from '@/backend';
import { t } from '@/i18n/index.svelte';

import { toast } from './toasts.svelte';

/** Says why something did not happen. */
export function sayWhy(thrown: unknown, about = ''): void {
  const why = t().codes.error[codeOf(thrown)];
  toast(about === '' ? why : t().common.about(about, why), 'stop');
}
