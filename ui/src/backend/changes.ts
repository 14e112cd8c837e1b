import type { Backend } from './backend';
import type { Change } from './types';

type Part = Change['kinds'][number];
type Seen = (change: Change) => void;

const seers = new Set<Seen>();

/**
 * Tells of each change of these parts of the record that this window makes, wherever in it: what
 * shows them reads them anew. The answer stops it.
 */
export function onChanged(parts: readonly Part[], seen: Seen): () => void {
  const seer: Seen = (change) => {
    if (change.kinds.some((kind) => parts.includes(kind))) seen(change);
  };
  seers.add(seer);
  return () => seers.delete(seer);
}

/** The same backend, of whose changes {@link onChanged} tells once they are made. */
export function telling(backend: Backend): Backend {
  return new Proxy(backend, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (typeof own !== 'function') return own;
      return (...values: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(own, target, values);
        if (answer instanceof Promise) void answer.then(tell, () => undefined);
        return answer;
      };
    },
  });
}

function tell(answer: unknown): void {
  if (isChange(answer)) seers.forEach((seer) => seer(answer));
}

function isChange(answer: unknown): answer is Change {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'kinds' in answer &&
    'seq' in answer &&
    Array.isArray(answer.kinds)
  );
}
