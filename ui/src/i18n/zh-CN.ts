/*
 * The source of all wording. A key that is missing in English is a type error, and so is a
 * code from the backend without a wording here.
 */
import { common, frame } from './zh-CN/frame';
import { settings, trouble } from './zh-CN/settings';

export const zhCN = { common, frame, settings, trouble };
