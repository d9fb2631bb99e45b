//! Links in the repository stay in it: one that names a place on somebody's machine breaks tools elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::outputs;

/// What is made here and not kept.
const MADE: [&str; 5] = [".git", "target", "node_modules", ".venv", "build"];

fn links(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_symlink() {
            found.push(entry.path());
        } else if kind.is_dir() && !MADE.iter().any(|name| entry.file_name() == *name) {
            links(&entry.path(), found);
        }
    }
}

#[test]
fn every_link_leads_to_a_place_in_the_repository() {
    let root = outputs::root().unwrap().canonicalize().unwrap();
    let mut found = Vec::new();
    links(&root, &mut found);
    assert!(!found.is_empty());
    for link in found {
        let target = fs::read_link(&link).unwrap();
        assert!(target.is_relative(), "{link:?} leads to {target:?}");
        let place = link.canonicalize().unwrap();
        assert!(place.starts_with(&root), "{link:?} leads to {place:?}");
    }
}
