//! What no packet is made of.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

mod support;

use std::{
    io::{self, Cursor, Read},
    ops::ControlFlow,
};

use packet::{Contents, WriteError, write};
use support::{contents, key, on, piece};

fn refused(contents: &Contents<'_>) -> WriteError {
    write(contents, &key(), Cursor::new(Vec::new()), &mut on).unwrap_err()
}

#[test]
fn without_the_word_on_what_it_cannot_prove_there_is_none() {
    let mut contents = contents();
    contents.wording.cannot_prove = " \n".to_owned();
    assert!(matches!(refused(&contents), WriteError::NothingSaid));
}

#[test]
fn a_file_that_is_another_by_now_is_not_handed_over() {
    for (bytes, why) in [
        (&b"changed"[..], "the same size"),
        (&b"change"[..], "shorter"),
        (&b"changed and longer"[..], "longer"),
    ] {
        let mut contents = contents();
        let mut one = piece("X", "01_资金流", "a.png", b"as kept".to_vec());
        one.open = Some(Box::new(move || Ok(Box::new(bytes))));
        contents.pieces.push(one);
        let error = refused(&contents);
        assert!(matches!(&error, WriteError::Changed { id } if id == "X"), "{why}: {error}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    struct Bad;
    impl Read for Bad {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk"))
        }
    }
    let mut contents = contents();
    contents.pieces[0].open = Some(Box::new(|| Ok(Box::new(Bad))));
    assert!(matches!(refused(&contents), WriteError::Unreadable { id, .. } if id == "E001"));
    contents.pieces[0].open = Some(Box::new(|| Err(io::Error::other("gone"))));
    assert!(matches!(refused(&contents), WriteError::Unreadable { id, .. } if id == "E001"));
}

#[test]
fn names_of_pieces_say_which() {
    let mut twice = contents();
    twice.pieces[1].id = "e001".to_owned();
    assert!(matches!(refused(&twice), WriteError::SameId { id } if id == "e001"));
    let mut unknown = contents();
    unknown.timeline[0].pieces = vec!["E999".to_owned()];
    assert!(matches!(refused(&unknown), WriteError::UnknownId { id } if id == "E999"));
    let mut log = contents();
    log.log[1] = serde_json::json!(["no", "object"]);
    assert!(matches!(refused(&log), WriteError::LogLine { line: 1 }));
}

#[test]
fn it_stops_when_told_and_tells_how_far_it_is() {
    let contents = contents();
    let mut told = Vec::new();
    let mut watch = |progress: packet::Progress| {
        told.push(progress);
        ControlFlow::Continue(())
    };
    let written = write(&contents, &key(), Cursor::new(Vec::new()), &mut watch).unwrap();
    assert!(told.is_sorted_by_key(|progress| progress.done), "it never goes back");
    assert_eq!(told.last().map(|p| (p.done, p.total)), Some((written.bytes, written.bytes)));

    for stop_at in [1, told.len() / 2, told.len()] {
        let mut calls = 0;
        let mut watch = |_| {
            calls += 1;
            if calls == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = write(&contents, &key(), Cursor::new(Vec::new()), &mut watch);
        assert!(matches!(stopped, Err(WriteError::Stopped)), "call {stop_at}");
    }
}
