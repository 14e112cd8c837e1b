export type { Backend, Shown, Told } from './backend';
export { onChanged } from './changes';
export { BackendError, codeOf } from './error';
export type * from './types';

import type { Backend } from './backend';
import { telling } from './changes';
import { tauriBackend } from './tauri';

let current: Backend = telling(tauriBackend);

/** The program behind the window. */
export function backend(): Backend {
  return current;
}

/** Puts another in its place, for tests and for looking at the pages in a browser. */
export function setBackend(to: Backend): void {
  current = telling(to);
}
