//! The table that the recogniser prints: one word a line with its place and how sure it is.

/// A word as recognised, in pixels of its page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recognised {
    /// Counted from 0.
    pub page: usize,
    pub left: f32,
    pub right: f32,
    /// 0 to 100.
    pub confidence: f32,
    pub text: String,
}

/// The words of a table; lines that are none are passed over.
///
/// The columns are level, page, block, paragraph, line and word number, left, top, width,
/// height, confidence and text; only words (level 5) have text.
pub(crate) fn words(table: &str) -> Vec<Recognised> {
    table.lines().filter_map(word).collect()
}

fn word(line: &str) -> Option<Recognised> {
    // A text may hold anything but a tab.
    let mut columns = line.splitn(12, '\t');
    if columns.next()? != "5" {
        return None;
    }
    let page: usize = columns.next()?.parse().ok()?;
    let left: f32 = columns.nth(4)?.parse().ok()?;
    let width: f32 = columns.nth(1)?.parse().ok()?;
    let confidence: f32 = columns.nth(1)?.parse().ok()?;
    let text = columns.next()?.trim();
    let sound = width >= 0.0 && left.is_finite() && confidence.is_finite();
    (sound && !text.is_empty()).then(|| Recognised {
        page: page.saturating_sub(1),
        left,
        right: left + width,
        confidence: confidence.clamp(0.0, 100.0),
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_all_else_is_passed_over() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t3\t0\t0\t0\t0\t0\t0\t200\t50\t-1\t\n\
            5\t3\t1\t1\t1\t1\t10\t8\t40\t30\t96.5\t面值\n\
            5\t3\t1\t1\t1\t2\t60\t8\t40\t30\t101\t100\n\
            5\t3\t1\t1\t1\t3\t99\t8\t2\t30\t20\t \n\
            5\tx\t1\n\
            5\t1\t1\t1\t1\t1\t1\t1\tNaN\t1\t1\ta\n";
        let found: Vec<_> = words(table)
            .into_iter()
            .map(|w| (w.page, w.left, w.right, w.confidence, w.text))
            .collect();
        let expected =
            [(2, 10.0, 50.0, 96.5, "面值".to_owned()), (2, 60.0, 100.0, 100.0, "100".to_owned())];
        assert_eq!(found, expected, "an empty word and broken lines are none");
    }
}
