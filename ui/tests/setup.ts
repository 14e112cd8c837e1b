import { configure } from '@testing-library/svelte';
import { beforeEach, vi } from 'vitest';

import { chooseTheme } from '@/app/theme.svelte';
import { dismiss, toasts } from '@/app/toasts.svelte';
import { chooseLocale } from '@/i18n/index.svelte';

// A busy machine takes its time; what never comes still ends the test.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  chooseLocale('zh-CN');
  chooseTheme('light');
  toasts().forEach(({ id }) => {
    dismiss(id);
  });
});
