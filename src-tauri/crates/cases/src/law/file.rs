//! How the law data stands in its files.

use jiff::civil::Date;
use model::{Name, Problem};
use serde::Deserialize;

use super::{Footing, LawSource, LawUse, Provision, ProvisionId, cited::cited};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    law: Vec<Law>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    name: Name,
    from: Date,
    #[serde(default)]
    until: Option<Date>,
    verified_on: Date,
    source: LawSource,
    provision: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: ProvisionId,
    article: u16,
    #[serde(default)]
    paragraph: Option<u8>,
    #[serde(default)]
    items: Vec<u8>,
    gist: Name,
    #[serde(default)]
    footing: Footing,
    uses: Vec<LawUse>,
    #[serde(default)]
    problems: Vec<Problem>,
}

/// The provisions of one file of the law data.
///
/// # Errors
///
/// Says where the text is not of the form.
pub fn parse(text: &str) -> Result<Vec<Provision>, toml::de::Error> {
    let laws = toml::from_str::<File>(text)?.law.into_iter();
    Ok(laws.flat_map(Law::provisions).collect())
}

impl Law {
    fn provisions(self) -> Vec<Provision> {
        let Self { name, from, until, verified_on, source, provision } = self;
        let whole = |entry: Entry| Provision {
            cited: cited(&name, entry.article, entry.paragraph, &entry.items),
            id: entry.id,
            law: name.clone(),
            article: entry.article,
            paragraph: entry.paragraph,
            items: entry.items,
            gist: entry.gist,
            footing: entry.footing,
            from,
            until,
            source: source.clone(),
            verified_on,
            uses: entry.uses,
            problems: entry.problems,
        };
        provision.into_iter().map(whole).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_law_is_in_force_from_its_first_day_to_the_day_of_its_repeal() {
        let text = r#"
            [[law]]
            name = { zh = "旧办法", en = "Old Measures" }
            from = "2020-01-01"
            until = "2026-04-15"
            verified_on = "2026-11-22"
            source = { title = "旧办法", document = "-", compared_with = "-" }
            [[law.provision]]
            id = "old_1"
            article = 1
            gist = { zh = "-", en = "-" }
            uses = ["explanation"]
        "#;
        let provisions = parse(text).unwrap();
        let held = |on| provisions[0].is_in_force(on);
        assert!(!held(date(2019, 12, 31)));
        assert!(held(date(2020, 1, 1)) && held(date(2026, 4, 14)));
        assert!(!held(date(2026, 4, 15)), "repealed on the day on which another took its place");
    }
}
