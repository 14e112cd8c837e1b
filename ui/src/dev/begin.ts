import { setBackend } from '@/backend';

import { FakeBackend } from './fake';
import { sampleCase } from './sampleCase';

/** `?lang=en&theme=dark&trouble=corrupt&case=new` chooses what to look at. */
export function begin(): void {
  const fake = new FakeBackend();
  const asked = new URLSearchParams(window.location.search);
  const language = asked.get('lang');
  const theme = asked.get('theme');
  if (language === 'en' || language === 'zh-CN') fake.settings.language = language;
  if (theme === 'dark' || theme === 'light') fake.settings.theme = theme;
  if (asked.get('case') === 'new') fake.theCase.orders = sampleCase().orders;
  else if (asked.has('case')) fake.theCase = sampleCase();
  if (asked.has('trouble')) {
    fake.trouble = {
      state: 'trouble',
      code: 'corrupt',
      folder: '/home/buyer/.local/share/hedan',
      detail: 'database disk image is malformed (page 3)',
      backups: [
        { file_name: 'daily.db', at: '2026-11-21T08:00:00Z', reason: 'daily', size: 81_920 },
      ],
    };
  }
  setBackend(fake);
  Object.assign(window, { fake });
}
