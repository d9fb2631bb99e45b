//! The version, and what the changelog says of it.

use super::Found;
use crate::tree::Source;
use crate::version;

pub(crate) fn is_current(source: &Source, changelog: &str, found: &mut Found) {
    let info = source.root().get("info");
    let Some(node) = info.and_then(|info| info.get("version")) else {
        return;
    };
    let version = node.value.as_str().unwrap_or_default();
    // It becomes a header of requests in some clients, so it has to be plain.
    if let Err(error) = version::parse(version) {
        return found.at(&node, error.to_string());
    }
    let titles = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## ["));
    let mut names = titles.filter_map(|title| Some(title.split_once(']')?.0));
    let newest = names.find(|name| *name != "Unreleased");
    match newest {
        Some(newest) if newest == version => {}
        Some(newest) => found.at(
            &node,
            format!("the newest entry of openapi/CHANGELOG.md is {newest}, not {version}"),
        ),
        None => found.at(&node, "openapi/CHANGELOG.md has no entry for a version"),
    }
}
