use std::collections::HashMap;

use crate::Facet;

/// Texts that come again and again, by number; 0 is none at all.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) numbers: HashMap<Box<str>, u32>,
}

impl Names {
    pub(super) fn of(&mut self, name: Option<&str>) -> u32 {
        name.map_or(0, |name| number(&mut self.numbers, name))
    }

    /// The names that these numbers stand for, the most common first.
    pub(super) fn counted(&self, numbers: impl Iterator<Item = u32>, most: usize) -> Vec<Facet> {
        let mut counts = vec![0; self.numbers.len() + 1];
        numbers.for_each(|number| counts[number as usize] += 1);
        let named = self.numbers.iter().map(|(name, &number)| (name, counts[number as usize]));
        let mut facets: Vec<_> = named
            .filter(|&(_, count)| count > 0)
            .map(|(name, count)| Facet { name: name.to_string(), count })
            .collect();
        // By name where they are as common, so that two askings answer alike.
        facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        facets.truncate(most);
        facets
    }

    /// Which numbers are among `names`; `None` when any is.
    pub(super) fn chosen(&self, names: &[String]) -> Option<Vec<bool>> {
        if names.is_empty() {
            return None;
        }
        let mut chosen = vec![false; self.numbers.len() + 1];
        for name in names {
            if let Some(&number) = self.numbers.get(name.as_str()) {
                chosen[number as usize] = true;
            }
        }
        Some(chosen)
    }

    /// Which numbers are of lists that hold any of `names`; `None` when any list does.
    pub(super) fn holding(&self, names: &[String]) -> Option<Vec<bool>> {
        if names.is_empty() {
            return None;
        }
        let mut chosen = vec![false; self.numbers.len() + 1];
        for (list, &number) in &self.numbers {
            let held: Vec<String> = serde_json::from_str(list).unwrap_or_default();
            chosen[number as usize] = held.iter().any(|name| names.contains(name));
        }
        Some(chosen)
    }
}

/// The number of a text, the next from 1 on when it is new.
pub(super) fn number(numbers: &mut HashMap<Box<str>, u32>, text: &str) -> u32 {
    if let Some(&number) = numbers.get(text) {
        return number;
    }
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX - 1) + 1;
    numbers.insert(text.into(), next);
    next
}
