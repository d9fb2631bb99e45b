//! Which files a package has to hold, and which it may.

use super::LICENCES;

const README: &str = "README.md";

/// What cargo puts in by itself.
const OF_CARGO: [&str; 4] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
];

/// Folders, and the endings of what may be in them.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("src", &["rs"]),
    ("tests", &["rs"]),
    ("examples", &["rs"]),
    ("docs", &["md", "svg", "rs", "dot"]),
    (
        "assets",
        &["md", "yaml", "html", "js", "gz", "LICENSE-scalar"],
    ),
];

/// What is wrong with these files of a package.
pub(super) fn faults(files: &[&str]) -> Vec<String> {
    let missing = LICENCES
        .iter()
        .chain([&README])
        .filter(|needed| !files.contains(needed))
        .map(|needed| format!("{needed} is missing"));
    let foreign = files
        .iter()
        .filter(|file| !belongs(file))
        .map(|file| format!("{file} does not belong into it"));
    missing.chain(foreign).collect()
}

fn belongs(file: &str) -> bool {
    if file == README || LICENCES.contains(&file) || OF_CARGO.contains(&file) {
        return true;
    }
    let Some((folder, rest)) = file.split_once('/') else {
        return false;
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    let ending = name.rsplit('.').next().unwrap_or(name);
    FOLDERS
        .iter()
        .any(|(known, endings)| *known == folder && endings.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [&str; 7] = [
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "src/lib.rs",
        "src/a/b.rs",
        "docs/storm.svg",
    ];

    #[test]
    fn a_package_with_all_it_needs_has_no_fault() {
        assert_eq!(faults(&GOOD), [""; 0]);
    }

    #[test]
    fn what_is_missing_is_named() {
        for needed in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
            let files = GOOD.iter().copied().filter(|file| *file != needed);
            let files: Vec<_> = files.collect();
            assert_eq!(faults(&files), [format!("{needed} is missing")]);
        }
    }

    #[test]
    fn a_file_that_does_not_belong_is_named() {
        for foreign in [
            "results.json",
            "target/x.rs",
            "src/notes.txt",
            "src/.lib.rs.swp",
            "docs/storm.png",
            "api.txt",
        ] {
            let mut files = GOOD.to_vec();
            files.push(foreign);
            assert_eq!(
                faults(&files),
                [format!("{foreign} does not belong into it")]
            );
        }
    }
}
