//! Cases from the first question to the end: each as the buyer would go through it, written down
//! step by step and held against what was written down before (`UPDATE_SNAPSHOTS=1` writes anew).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may end where it fails")]
#![allow(
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test reads and writes its snapshots and runs the programs of others"
)]

mod agreeing;
mod desk;
mod endings;
mod handed;
mod page;
mod play;
#[allow(dead_code, reason = "of the programs, some")]
#[path = "../../../packet/tests/support/programs.rs"]
mod programs;
mod promise;
mod story;
mod turns;
mod wording;
#[path = "../packet/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use story::STORIES;

#[tokio::test]
async fn every_case_goes_from_question_to_end_as_written_down() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/casework/snapshots");
    let anew = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let only = std::env::var("STORY").unwrap_or_default();
    let mut other = Vec::new();
    for story in STORIES.iter().filter(|story| story.file.starts_with(&only)) {
        let page = play::through(story).await;
        let path = folder.join(format!("{}.txt", story.file));
        if anew {
            std::fs::write(&path, &page).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_ref() != Some(&page) {
            println!("{page}");
            other.push(&story.file);
        }
    }
    assert!(other.is_empty(), "otherwise than written down: {other:?}");
}

#[test]
fn every_problem_has_at_least_three_cases() {
    let mut counted: BTreeMap<_, usize> = BTreeMap::new();
    for story in STORIES.iter() {
        *counted.entry(story.situation.problem).or_default() += 1;
    }
    assert_eq!((STORIES.len(), counted.len()), (53, 17));
    assert!(counted.values().all(|count| *count >= 3), "{counted:?}");
}
