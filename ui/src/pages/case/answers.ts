import type { AskedQuestion, OptionId } from '@/backend';

/**
 * All answers with a new one. What was answered to questions that no longer come up stays among
 * them, and counts again where its question does.
 */
export function answersWith(
  answers: readonly OptionId[],
  { options }: Pick<AskedQuestion, 'options'>,
  option: OptionId,
): OptionId[] {
  return [...answers.filter((each) => !options.includes(each)), option];
}
