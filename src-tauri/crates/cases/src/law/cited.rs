//! How a provision is named in a letter.

use model::Name;

/// `《电子商务法》第五十五条第二款`, `E-Commerce Law, art. 55, para. 2`.
pub(super) fn cited(law: &Name, article: u16, paragraph: Option<u8>, items: &[u8]) -> Name {
    let mut zh = vec![format!("《{}》第{}条", law.zh, numeral(article))];
    let mut en = vec![law.en.clone(), format!("art. {article}")];
    if let Some(paragraph) = paragraph {
        zh.push(format!("第{}款", numeral(paragraph.into())));
        en.push(format!("para. {paragraph}"));
    }
    if let [first, more @ ..] = items {
        let item = |number: &u8| format!("第{}项", numeral((*number).into()));
        zh.push(items.iter().map(item).collect::<Vec<_>>().join("、"));
        let numbers: Vec<_> = items.iter().map(u8::to_string).collect();
        en.push(match more {
            [] => format!("item {first}"),
            _ => format!("items {}", numbers.join(" and ")),
        });
    }
    Name { zh: zh.concat(), en: en.join(", ") }
}

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// As laws count their articles, up to 9999.
fn numeral(number: u16) -> String {
    let mut written = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = usize::from(number / unit % 10);
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written += "零";
        }
        // Ten to nineteen begin with the ten itself.
        if !(unit == 10 && digit == 1 && written.is_empty()) {
            written += DIGITS.get(digit).copied().unwrap_or_default();
        }
        written += name;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_laws_write_them() {
        for (number, written) in [
            (1, "一"),
            (10, "十"),
            (16, "十六"),
            (20, "二十"),
            (55, "五十五"),
            (100, "一百"),
            (110, "一百一十"),
            (147, "一百四十七"),
            (201, "二百零一"),
            (512, "五百一十二"),
            (985, "九百八十五"),
            (1005, "一千零五"),
        ] {
            assert_eq!(numeral(number), written);
        }
    }

    #[test]
    fn paragraph_and_items_are_named() {
        let law = Name { zh: "证据规定".to_owned(), en: "Evidence".to_owned() };
        let whole = cited(&law, 93, None, &[]);
        assert_eq!(
            (whole.zh.as_str(), whole.en.as_str()),
            ("《证据规定》第九十三条", "Evidence, art. 93")
        );
        let part = cited(&law, 90, Some(1), &[4, 5]);
        assert_eq!(part.zh, "《证据规定》第九十条第一款第四项、第五项");
        assert_eq!(part.en, "Evidence, art. 90, para. 1, items 4 and 5");
    }
}
