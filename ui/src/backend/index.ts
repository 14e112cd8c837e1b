export type * from './wire';
export type { Backend, Dragging, PictureSize, Startup } from './backend';
export { BackendError, codeOf } from './error';

import type { Backend } from './backend';

let current: Backend | null = null;

/** The program behind the window. */
export function backend(): Backend {
  if (current === null) throw new Error('no backend was set');
  return current;
}

export function setBackend(to: Backend): void {
  current = to;
}
