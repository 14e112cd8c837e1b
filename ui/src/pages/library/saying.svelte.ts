import type { Length, PlatformFault, Sha256Hex, Unit } from '@/backend';
import { localInput, now } from '@/text/local';

import { faultText, parseDay } from './platforms.svelte';

/** Today, as a day is typed. */
export function today(): string {
  return localInput(now()).slice(0, 10);
}

/** What a platform says, while it is written down. */
export class NewSaying {
  quote = $state('');
  evidence = $state<Sha256Hex | null>(null);
  /** As typed. */
  day = $state(today());

  get on(): string | null {
    return parseDay(this.day);
  }
  /** Null while its words or the day are missing. */
  get kept(): { quote: string; evidence: Sha256Hex | null; seen_on: string } | null {
    const [quote, seen_on] = [this.quote.trim(), this.on];
    return quote === '' || seen_on === null ? null : { quote, evidence: this.evidence, seen_on };
  }
}

/** A length of time, while it is typed. */
export class NewLength {
  amount = $state('');
  unit = $state<Unit>('hours');

  get blank(): boolean {
    return this.amount.trim() === '';
  }
  /** Null for what is none. */
  get kept(): Length | null {
    const typed = this.amount.trim();
    const amount = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
    return amount === 0 ? null : { amount, unit: this.unit };
  }
}

/** Keeps what a dialog holds, one save at a time; what stands in the way stays to be read. */
export class Saving {
  busy = $state(false);
  #faults = $state.raw<readonly PlatformFault[]>([]);

  /** In words, each once. */
  get faults(): string[] {
    const texts = this.#faults.map(faultText);
    return texts.filter((text, at) => texts.indexOf(text) === at);
  }

  async keep(how: () => Promise<PlatformFault[] | null>, onkept: () => void): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const found = await how();
      this.#faults = found ?? [];
      if (found === null) onkept();
    } finally {
      this.busy = false;
    }
  }
}
