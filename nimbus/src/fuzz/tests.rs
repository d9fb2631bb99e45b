//! Every target, on every file that is kept of what fuzzing has found, and on files like them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::{TARGETS, acts, run};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fuzz/corpus");

/// How many files like those that are kept each target is fed.
const VARIANTS: usize = 300;

fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(CORPUS).join(target);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[track_caller]
fn feed(target: &str, data: &[u8], from: &Path) {
    let outcome = catch_unwind(AssertUnwindSafe(|| run(target, data)));
    let input = data.escape_ascii();
    assert!(outcome.is_ok(), "{target}, {}: {input}", from.display());
}

/// The data with a few changes: bytes replaced, a part taken out, a part repeated, the end of another file.
fn variant(random: &mut fastrand::Rng, data: &[u8], other: &[u8]) -> Vec<u8> {
    let mut data = data.to_vec();
    for _ in 0..random.usize(1..4) {
        let mut ends = [random.usize(..=data.len()), random.usize(..=data.len())];
        ends.sort_unstable();
        let [start, end] = ends;
        match random.u8(..4) {
            0 if start < data.len() => data[start] = random.u8(..),
            1 => drop(data.drain(start..end.min(start + 16))),
            2 => data.extend_from_within(start..end),
            _ => {
                data.truncate(start);
                data.extend_from_slice(&other[random.usize(..=other.len())..]);
            }
        }
    }
    data.truncate(8 * 1024);
    data
}

#[test]
fn every_target_holds_on_its_corpus_and_on_variants_of_it() {
    for (target, _) in TARGETS {
        let files = corpus(target);
        for (path, data) in &files {
            feed(target, data, path);
        }
        let mut random = fastrand::Rng::with_seed(4711);
        for _ in 0..VARIANTS {
            let (path, data) = &files[random.usize(..files.len())];
            let (_, other) = &files[random.usize(..files.len())];
            feed(target, &variant(&mut random, data, other), path);
        }
    }
}

#[test]
fn every_folder_of_the_corpus_belongs_to_a_target() {
    let mut folders: Vec<_> = fs::read_dir(CORPUS)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let targets: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(folders, targets);
}

#[test]
#[should_panic(expected = "there is no target")]
fn a_target_that_does_not_exist_is_no_success() {
    run("names", b"");
}

#[test]
fn what_acts_on_a_terminal_is_told_from_what_is_shown() {
    assert!(
        ['\n', '\u{1b}', '\u{9b}', '\u{2028}', '\u{202e}']
            .into_iter()
            .all(acts)
    );
    assert!(!['a', ' ', 'ü', '…'].into_iter().any(acts));
}
