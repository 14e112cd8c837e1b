import { common, frame } from './en/frame';
import { settings, trouble } from './en/settings';
import type { zhCN } from './zh-CN';

export const en = { common, frame, settings, trouble } satisfies typeof zhCN;
