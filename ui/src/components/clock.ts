import { createSubscriber } from 'svelte/reactivity';

const EVERY_MS = 30_000;

const subscribe = createSubscriber((changed) => {
  const timer = setInterval(changed, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
});

/** The present, renewed every half minute while something shows it. */
export function now(): Date {
  subscribe();
  return new Date();
}
