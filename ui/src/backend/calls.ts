/* How a command is called and an event heard. */
import type { Told } from './backend';
import { BackendError } from './error';
import { events, type AppError } from './generated/bindings';
import type { LongWork } from './types';

type Outcome<T> = { status: 'ok'; data: T } | { status: 'error'; error: AppError };

interface Heard<T> {
  listen(seen: (event: { payload: T }) => void): Promise<() => void>;
}

export function listen<T>(event: Heard<T>, seen: (payload: T) => void): () => void {
  const listening = event.listen(({ payload }) => {
    seen(payload);
  });
  return () =>
    void listening.then((stop) => {
      stop();
    });
}

/** A long piece of work, told of while it goes on. */
export async function watched<T>(
  work: LongWork,
  told: Told,
  begin: () => Promise<Outcome<T>>,
): Promise<T> {
  const stop = listen(events.workProgress, (heard) => {
    if (heard.work === work) told(heard.progress);
  });
  try {
    return await done(begin());
  } finally {
    stop();
  }
}

export async function done<T>(asked: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await asked;
  } catch (thrown) {
    // The command itself could not be called.
    throw new BackendError('internal', String(thrown));
  }
  if (outcome.status === 'ok') return outcome.data;
  const { code, detail } = outcome.error;
  throw new BackendError(code, detail);
}
