//! What cargo warns of when it would publish, and what of that is known.

/// The beginnings of warnings that stay, with the reason.
const KNOWN: [&str; 4] = [
    // It always says so.
    "aborting upload due to dry run",
    // This repository has no public address yet; see "Releasing" in CONTRIBUTING.md.
    "manifest has no documentation, homepage or repository",
    // The name is another's in the public index; see the same place.
    "crate nimbus@",
    // The emulator's, which compare it with files of the repository.
    "ignoring test `contract` as `tests/contract/",
];

/// The warnings that are not known.
pub(super) fn unknown(messages: &str) -> Vec<&str> {
    messages
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("warning: "))
        .filter(|warning| !KNOWN.iter().any(|known| warning.starts_with(known)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_that_is_not_known_is_told() {
        let messages = "\
warning: manifest has no documentation, homepage or repository
  |
  = note: see https://example.com
warning: crate nimbus@0.1.0 already exists on crates.io index
   Packaging nimbus-api v0.1.0
warning: ignoring example `wait` as `examples/wait.rs` is not included in the published package
warning: aborting upload due to dry run
";
        let expected = "ignoring example `wait` as `examples/wait.rs` is not included in the published package";
        assert_eq!(unknown(messages), [expected]);
    }

    #[test]
    fn an_absent_licence_is_told_although_an_absent_address_is_known() {
        let messages =
            "warning: manifest has no license, license-file, documentation, homepage or repository";
        assert_eq!(unknown(messages).len(), 1);
    }
}
