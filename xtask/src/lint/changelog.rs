//! The version, and what the changelog says of it.

use super::findings::Findings;
use crate::tree::Source;
use crate::version;

pub(crate) fn is_current(source: &Source, findings: &mut Findings<'_>) {
    let info = source.root().get("info");
    let Some(node) = info.and_then(|info| info.get("version")) else {
        return;
    };
    let version = node.value.as_str().unwrap_or_default();
    // It becomes a header of requests in some clients, so it has to be plain.
    if version::parse(version).is_err() {
        findings.at(&node, format!("`{version}` is no version as 1.2.3"));
        return;
    }
    match newest(&source.changelog) {
        Some(newest) if newest == version => {}
        Some(newest) => findings.at(
            &node,
            format!("the newest entry of openapi/CHANGELOG.md is {newest}, not {version}"),
        ),
        None => findings.at(&node, "openapi/CHANGELOG.md has no entry as `## [1.2.3]`"),
    }
}

/// The version of the first entry that has one; `Unreleased` is passed over.
fn newest(changelog: &str) -> Option<&str> {
    let titles = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## ["));
    let mut names = titles.filter_map(|title| Some(title.split_once(']')?.0));
    names.find(|name| *name != "Unreleased")
}
