import { expect, it } from 'vitest';

import { spaced } from './spaced';

it('parts numbers from Chinese, and Chinese from nothing', () => {
  expect(spaced`归属地是${'上海'}，与${'广东'}不同`).toBe('归属地是上海，与广东不同');
  expect(spaced`应付${'\u00a5197.00'}，超过上限${'\u00a5100.00'}`).toBe(
    '应付 \u00a5197.00，超过上限 \u00a5100.00',
  );
  expect(spaced`买的是${'2'}份`).toBe('买的是 2 份');
});

it('leaves what is put in as it is', () => {
  expect(spaced`要的是${'王者 荣耀'}`).toBe('要的是王者 荣耀');
  expect(spaced`没有${''}这个`).toBe('没有这个');
});
