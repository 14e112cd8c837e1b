//! Two readings of one stretch made into one: the Chinese model reads the characters, the
//! English one knows digits and the signs beside them better.

use crate::tsv::Recognised;

/// A Chinese character, or a run of letters, digits and signs without a space.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub text: String,
    /// Columns of the strip.
    pub left: f32,
    pub right: f32,
    /// 0 to 100.
    pub confidence: f32,
    /// Whether a model saw a space before it.
    pub apart: bool,
}

impl Token {
    pub(crate) fn is_wide(&self) -> bool {
        self.text.chars().any(is_wide)
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }
}

/// Chinese characters and their punctuation, each as wide as the line is high.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Of two readings of a stretch by one model, at two sizes, the one that is surer of its
/// characters; in columns of the first.
pub(crate) fn surer(
    [one, other]: [&[Recognised]; 2],
    column: impl Fn(f32) -> f32,
) -> Vec<Recognised> {
    if mean(one) >= mean(other) {
        return one.to_vec();
    }
    let moved = |word: &Recognised| Recognised {
        left: column(word.left),
        right: column(word.right),
        ..word.clone()
    };
    other.iter().map(moved).collect()
}

/// The confidence of a character, on average.
fn mean(words: &[Recognised]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a line's length")]
    let weigh = |word: &Recognised| word.text.chars().count() as f32;
    let all: f32 = words.iter().map(weigh).sum();
    words.iter().map(|word| weigh(word) * word.confidence).sum::<f32>() / all.max(1.0)
}

/// The tokens of one stretch from left to right. Nothing is ever made up: each is what one of
/// the models read, and where both read digits that differ, the confidence says so.
pub(crate) fn merge(chinese: &[Recognised], english: &[Recognised]) -> Vec<Token> {
    let mut tokens = tokens(chinese);
    for word in english.iter().filter(|word| is_plain(&word.text)) {
        take(&mut tokens, word);
    }
    tokens
}

/// A Chinese character that is read with less certainty may be a sign the model does not know:
/// it has no word for the sign of the yuan.
const DOUBTFUL: f32 = 65.0;
/// Below it, the English model's words are Chinese characters in its eyes.
const PLAIN: f32 = 60.0;
/// Two readings of the same digits that differ: neither is to be trusted.
pub(crate) const DISPUTED: f32 = 40.0;

fn tokens(words: &[Recognised]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in words {
        let advance = |c: char| if is_wide(c) { 2.0 } else { 1.0 };
        let all: f32 = word.text.chars().map(advance).sum();
        let mut at = word.left;
        let mut begins = true;
        let mut joins = false;
        for c in word.text.chars() {
            let right = at + (word.right - word.left) * advance(c) / all;
            if let Some(last) = tokens.last_mut().filter(|_| joins && !is_wide(c)) {
                last.text.push(c);
                last.right = right;
            } else {
                tokens.push(Token {
                    text: c.to_string(),
                    left: at,
                    right,
                    confidence: word.confidence,
                    apart: begins,
                });
            }
            (begins, joins, at) = (false, !is_wide(c), right);
        }
    }
    tokens
}

/// Letters, digits and the signs of amounts, dates and addresses.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() || c == '\u{A5}')
        && text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// Puts the English model's word where the Chinese one has no character it is sure of.
fn take(tokens: &mut Vec<Token>, word: &Recognised) {
    let covered = |token: &Token| {
        (word.left..=word.right).contains(&token.middle())
            || (token.left..=token.right).contains(&f32::midpoint(word.left, word.right))
    };
    let Some(first) = tokens.iter().position(covered) else {
        return;
    };
    let last = tokens.iter().rposition(covered).unwrap_or(first);
    let others = &tokens[first..=last];
    // The Chinese model knows no sign of multiplication and reads two characters for certain.
    let count = word.text.strip_prefix(['x', 'X', '\u{D7}']).is_some_and(|rest| {
        !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|b| b.is_ascii_digit())
    });
    if count && tokens.len() <= 3 && word.confidence >= PLAIN {
        let Recognised { left, right, confidence, .. } = *word;
        *tokens = vec![Token { text: word.text.clone(), left, right, confidence, apart: true }];
        return;
    }
    // A word without a digit is as likely a Chinese one in the wrong eyes.
    let doubtful = if word.text.contains(|c: char| c.is_ascii_digit()) { DOUBTFUL } else { 0.0 };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let other: String = others.iter().map(|token| token.text.as_str()).collect();
    let wide = others.iter().filter(|token| token.is_wide()).count();
    // An amount of the same digits, with one sign before them that the Chinese model took for
    // a character.
    let amount = word.text.contains('\u{A5}') && digits(&other) == digits(&word.text) && wide <= 1;
    let sure = others.iter().any(|token| token.is_wide() && token.confidence >= doubtful);
    let unlike = wide > 0 && digits(&other) != digits(&word.text) && !digits(&other).is_empty();
    if word.confidence < PLAIN || !amount && (sure || unlike) {
        return;
    }
    let lowest = others.iter().map(|token| token.confidence).fold(100.0, f32::min);
    let highest = others.iter().map(|token| token.confidence).fold(0.0, f32::max);
    let agree = digits(&other) == digits(&word.text);
    if !agree && word.confidence <= lowest {
        for token in &mut tokens[first..=last] {
            token.confidence = token.confidence.min(DISPUTED);
        }
        return;
    }
    let confidence =
        if agree { word.confidence.max(highest) } else { word.confidence.min(DISPUTED) };
    let (left, right) = (word.left, word.right);
    let token = Token { text: word.text.clone(), left, right, confidence, apart: true };
    tokens.splice(first..=last, [token]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[(&str, f32, f32, f32)]) -> Vec<Recognised> {
        let word = |&(text, left, right, confidence): &(&str, f32, f32, f32)| Recognised {
            page: 0,
            left,
            right,
            confidence,
            text: text.to_owned(),
        };
        list.iter().map(word).collect()
    }

    fn merged(chinese: &[(&str, f32, f32, f32)], english: &[(&str, f32, f32, f32)]) -> Vec<Token> {
        let (chinese, english) = (words(chinese), words(english));
        merge(&chinese, &english)
    }

    fn texts(tokens: &[Token]) -> Vec<&str> {
        tokens.iter().map(|token| token.text.as_str()).collect()
    }

    #[test]
    fn the_sign_of_the_yuan_comes_from_the_model_that_knows_it() {
        let found = merged(
            &[("半", 0.0, 10.0, 5.0), ("98.80", 12.0, 60.0, 91.0)],
            &[("\u{A5}98.80", 0.0, 60.0, 92.0)],
        );
        assert_eq!(texts(&found), ["\u{A5}98.80"]);
        assert!(found[0].confidence > 90.0, "both read the same digits");
    }

    #[test]
    fn a_character_that_is_sure_stays() {
        let found = merged(
            &[("100", 0.0, 30.0, 91.0), ("元", 31.0, 45.0, 81.0)],
            &[("1007t", 0.0, 45.0, 70.0)],
        );
        assert_eq!(texts(&found), ["100", "元"]);
    }

    #[test]
    fn digits_that_the_models_dispute_are_kept_and_doubted() {
        let one = merged(&[("13800", 0.0, 50.0, 90.0)], &[("13808", 0.0, 50.0, 80.0)]);
        assert_eq!(texts(&one), ["13800"], "the surer one stands");
        assert!(one[0].confidence <= DISPUTED);
        let other = merged(&[("I3800", 0.0, 50.0, 70.0)], &[("13800", 0.0, 50.0, 95.0)]);
        assert_eq!(texts(&other), ["13800"]);
        assert!(other[0].confidence <= DISPUTED, "a letter against a digit is a dispute");
    }

    #[test]
    fn a_word_of_both_scripts_is_parted() {
        let found = merged(&[("充值100元", 0.0, 110.0, 90.0)], &[]);
        assert_eq!(texts(&found), ["充", "值", "100", "元"]);
        let apart: Vec<bool> = found.iter().map(|token| token.apart).collect();
        assert_eq!(apart, [true, false, false, false]);
    }
}
