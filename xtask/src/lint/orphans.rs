//! What nothing uses, or only what nothing uses itself.

use super::Found;
use crate::tree::Source;
use crate::tree::sites::{operations, reached_in};

pub(crate) fn none(source: &Source, found: &mut Found) {
    let root = source.root();
    let paths = root.under("paths").into_iter().map(|path| path.value);
    let reached = reached_in(root.value, paths.collect());
    // Credentials and tags are named, not referred to.
    let operations = operations(source);
    let ways = operations.iter().flat_map(|it| it.node.under("security"));
    let ways = ways
        .chain(root.under("security"))
        .flat_map(|way| way.entries());
    let credentials: Vec<_> = ways.map(|way| way.key()).collect();
    let tags: Vec<_> = operations
        .iter()
        .flat_map(|it| it.node.strings("tags"))
        .collect();
    for component in root
        .under("components")
        .iter()
        .flat_map(|kind| kind.entries())
    {
        let name = component.key();
        let is_credential = component
            .pointer
            .starts_with("/components/securitySchemes/");
        let is_used = match is_credential {
            true => credentials.contains(&name),
            false => reached.contains(&component.pointer),
        };
        if !is_used {
            found.at(&component, format!("nothing uses {name}"));
        }
    }
    for tag in root.under("tags") {
        let name = tag.text("name").unwrap_or_default();
        if !tags.contains(&name) {
            found.at(&tag, format!("no operation has the tag {name}"));
        }
    }
}
