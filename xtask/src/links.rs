//! Links in the repository stay in it: one that names a place on somebody's machine breaks tools elsewhere.

use std::fs;
use std::process::Command;

use crate::outputs;

#[test]
fn every_link_leads_to_a_place_in_the_repository() {
    let root = outputs::root().unwrap().canonicalize().unwrap();
    let mut git = Command::new("git");
    let output = git
        .args(["ls-files", "--stage"])
        .current_dir(&root)
        .output();
    let files = String::from_utf8(output.unwrap().stdout).unwrap();
    let links: Vec<_> = files
        .lines()
        .filter(|it| it.starts_with("120000"))
        .collect();
    assert!(!links.is_empty());
    for link in links {
        let link = root.join(link.split_once('\t').unwrap().1);
        let target = fs::read_link(&link).unwrap();
        assert!(target.is_relative(), "{link:?} leads to {target:?}");
        let place = link.canonicalize().unwrap();
        assert!(place.starts_with(&root), "{link:?} leads to {place:?}");
    }
}
