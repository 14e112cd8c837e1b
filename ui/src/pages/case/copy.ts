import { toast } from '@/app/toasts.svelte';
import { copyText } from '@/components/copy';
import { t } from '@/i18n/index.svelte';

/** Copies a text and says so; where that fails it stands there to be copied by hand. */
export async function copy(
  text: string,
  said: { copied: string; failed: string } = {
    copied: t().common.copied,
    failed: t().recogniser.copyYourself,
  },
): Promise<void> {
  const there = await copyText(text);
  toast(there ? said.copied : said.failed, there ? 'plain' : 'look');
}
