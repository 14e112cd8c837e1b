import type { FraudNotice } from '@/backend';
import { dotted, placesOf } from '@/text/hiding';

/** Whether one of them says to go no further. */
export function stops(fraud: readonly FraudNotice[]): boolean {
  return fraud.some(({ sign }) => sign.severity === 'stop' || sign.severity === 'urgent');
}

/** With dots in the place of what is not to be seen, such as a number to be entered again. */
export function covered(fraud: readonly FraudNotice[], secrets: readonly string[]): FraudNotice[] {
  return fraud.map((notice) => {
    const { words } = notice;
    return words === null ? notice : { ...notice, words: dotted(words, placesOf(words, secrets)) };
  });
}
