import type { ErrorCode } from './types';

/** Why something did not happen. It is worded by `code`; `detail` is for bug reports. */
export class BackendError extends Error {
  override readonly name = 'BackendError';

  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** Whatever was thrown, as a code: what is no error of the backend is a defect of the window. */
export function codeOf(thrown: unknown): ErrorCode {
  return thrown instanceof BackendError ? thrown.code : 'internal';
}
