/* What every window begins with. */
import { type Component, mount } from 'svelte';

import { chooseTheme } from './app/theme.svelte';
import { chooseLocale } from './i18n/index.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

export async function start(root: Component): Promise<void> {
  chooseTheme('system');
  chooseLocale('zh-CN');
  // A browser without the program behind it: development only, and left out of the build.
  if (import.meta.env.DEV && !('__TAURI_INTERNALS__' in window)) {
    const { begin } = await import('./dev/begin');
    begin();
  }
  const target = document.getElementById('app');
  if (target !== null) mount(root, { target });
}
