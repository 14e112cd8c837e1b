import { beforeEach } from 'vitest';

import { chooseTheme } from '@/app/theme.svelte';
import { dismiss, toasts } from '@/app/toasts.svelte';
import { chooseLocale } from '@/i18n/index.svelte';

beforeEach(() => {
  chooseLocale('zh-CN');
  chooseTheme('light');
  toasts().forEach(({ id }) => {
    dismiss(id);
  });
});
