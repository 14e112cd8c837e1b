//! The benchmarks of `check/benches/speed.rs` beside their bars.

use super::verdict;
use crate::process;
use crate::project::Project;

/// Runs the benchmarks; the answer says whether every bar holds.
pub(super) fn run(project: &Project) -> Result<bool, String> {
    let mut bench = project.cargo();
    bench.args(["bench", "--quiet", "--package", "check", "--bench", "speed"]);
    let (ended, text) = process::run_and_keep(&mut bench)?;
    if !ended {
        return Err("the benchmarks did not run".to_owned());
    }
    let (medians, fastest) = (times(&text, Column::Median), times(&text, Column::Fastest));
    let mut all = true;
    println!("\n{:52} {:>14}   bar", "", "median");
    for bar in BARS {
        let figure = (bar.figure)(&of(&medians, bar.bench));
        let held = figure.is_some_and(|figure| figure <= bar.most);
        all &= held;
        let shown = figure.map_or("not measured".to_owned(), shown);
        let most = format!("\u{2264} {}", self::shown(bar.most));
        println!("{}", verdict(bar.what, &shown, &most, held));
    }
    for (name, small) in of(&fastest, "read_250_kb") {
        let large = of(&fastest, "read_1_mb").into_iter().find(|(other, _)| *other == name);
        let times = large.map(|(_, large)| large / small);
        // The fastest of each, which a busy machine changes least. Caches take the rest; what
        // grows by the square would be 16.
        let held = times.is_some_and(|times| times <= 5.0);
        all &= held;
        let figure = times.map_or("not measured".to_owned(), |times| format!("\u{D7}{times:.1}"));
        let what = format!("read: 1 MB against 250 KB, {name}");
        println!("{}", verdict(&what, &figure, "\u{2264} \u{D7}5", held));
    }
    Ok(all)
}

struct Bar {
    what: &'static str,
    bench: &'static str,
    /// The figure of a benchmark from the medians of its cases, in nanoseconds.
    figure: fn(&[(String, f64)]) -> Option<f64>,
    most: f64,
}

const BARS: &[Bar] = &[
    Bar {
        what: "identify without a kind, the median text",
        bench: "identify_any_kind",
        figure: median,
        most: 5_000.0,
    },
    Bar {
        what: "identify as a kind, the median text",
        bench: "identify_as_kind",
        figure: median,
        most: 5_000.0,
    },
    Bar {
        what: "phone lookup",
        bench: "phone_lookup_of_a_thousand",
        figure: |cases| Some(worst(cases)? / 1_000.0),
        most: 50.0,
    },
    Bar { what: "read of a 2 KB page", bench: "read_2_kb", figure: worst, most: 300_000.0 },
    Bar {
        what: "review, 10,000 recipients and 100,000 orders, worst",
        bench: "review_of_100_000",
        figure: worst,
        most: 1_000_000.0,
    },
];

fn median(cases: &[(String, f64)]) -> Option<f64> {
    let mut times: Vec<f64> = cases.iter().map(|(_, time)| *time).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

fn worst(cases: &[(String, f64)]) -> Option<f64> {
    cases.iter().map(|(_, time)| *time).max_by(f64::total_cmp)
}

/// The cases of one benchmark: itself, or one for each argument.
fn of(medians: &[(String, f64)], bench: &str) -> Vec<(String, f64)> {
    let case = |(path, time): &(String, f64)| {
        let rest = path.strip_prefix(bench)?;
        let name = rest.strip_prefix('.').or_else(|| rest.is_empty().then_some(rest))?;
        Some((name.to_owned(), *time))
    };
    medians.iter().filter_map(case).collect()
}

#[derive(Clone, Copy)]
enum Column {
    Fastest,
    Median,
}

/// A column of divan's tree in nanoseconds, by path: `read_1_mb.pages`.
fn times(text: &str, column: Column) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    let mut parent = String::new();
    for line in text.lines() {
        let Some(at) = line.find("\u{251C}\u{2500} ").or(line.find("\u{2570}\u{2500} ")) else {
            continue;
        };
        let mut columns = line[at..]
            .trim_start_matches(['\u{251C}', '\u{2570}', '\u{2500}', ' '])
            .split('\u{2502}');
        let first = columns.next().unwrap_or_default().trim_end();
        let Some(median) = columns.nth(1).and_then(nanoseconds) else {
            first.clone_into(&mut parent);
            continue;
        };
        // The fastest time stands behind the name: its number and its unit.
        let name = first.rsplitn(3, ' ').nth(2).unwrap_or(first);
        let time = match column {
            Column::Median => median,
            Column::Fastest => nanoseconds(&first[name.len()..]).unwrap_or(median),
        };
        let name = name.trim_end();
        let path = if at == 0 { name.to_owned() } else { format!("{parent}.{name}") };
        found.push((path, time));
    }
    found
}

fn nanoseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let unit = match unit {
        "ps" => 0.001,
        "ns" => 1.0,
        "\u{B5}s" | "\u{3BC}s" => 1_000.0,
        "ms" => 1_000_000.0,
        "s" => 1_000_000_000.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * unit)
}

fn shown(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1_000.0 => format!("{ns:.1} ns"),
        ns if ns < 1_000_000.0 => format!("{:.1} \u{B5}s", ns / 1_000.0),
        ns => format!("{:.1} ms", ns / 1_000_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
speed                  fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ alone               160.6 µs      │ 540.6 µs      │ 163 µs        │ 169.3 µs      │ 100     │ 100
├─ many                              │               │               │               │         │
│  ├─ +86 186-1234     72.66 ms      │ 91.09 ms      │ 74.86 ms      │ 77.87 ms      │ 5       │ 5
│  ╰─ tags             5.18 ns       │ 7.76 ms       │ 5.268 ns      │ 5.414 ms      │ 20      │ 20
╰─ last                               │               │               │               │         │
   ╰─ known            3.889 µs      │ 241.1 µs      │ 4.694 µs      │ 7.054 µs      │ 100     │ 100
";

    #[test]
    fn medians_are_read_from_the_tree() {
        let found = times(TABLE, Column::Median);
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["alone", "many.+86 186-1234", "many.tags", "last.known"]);
        let many = of(&found, "many");
        assert_eq!(median(&many).map(shown).as_deref(), Some("74.9 ms"));
        assert_eq!(worst(&of(&found, "alone")).map(shown).as_deref(), Some("163.0 µs"));
        let fastest = times(TABLE, Column::Fastest);
        assert_eq!(worst(&of(&fastest, "last")).map(shown).as_deref(), Some("3.9 \u{B5}s"));
        assert!(of(&found, "man").is_empty(), "a benchmark is named in full");
    }

    #[test]
    fn what_was_not_measured_holds_no_bar() {
        assert_eq!((median(&[]), worst(&[])), (None, None));
    }
}
