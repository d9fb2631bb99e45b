//! Names that Rust, in which the client of this repository is generated, does not leave free.

use std::collections::HashMap;

use super::findings::Findings;
use crate::catalog::variant_name;
use crate::tree::sites::{operations, schemas};
use crate::tree::{Node, Source};

/// What types cannot be called: what generated code names without its path, and what stands beside it.
pub(crate) const TYPES: &str = "AsMut AsRef Box Client Clone ConversionError Copy Debug Default DoubleEndedIterator Drop Eq Err \
    ExactSizeIterator Extend Fn FnMut FnOnce From FromIterator Future Hash Into IntoFuture IntoIterator Iterator \
    None Ok Option Ord PartialEq PartialOrd Result Rfc3339Timestamp Self Send Sized Some String Sync ToOwned \
    ToString TryFrom TryInto UnknownVariant Unpin Vec";

pub(crate) fn are_free(source: &Source, findings: &mut Findings<'_>) {
    for component in source.components("schemas") {
        let name = component.key();
        if TYPES.split(' ').any(|taken| taken == name) {
            let message = format!(
                "a type of the name `{name}` would hide one that generated Rust needs: call it otherwise, as `{name}Info`"
            );
            findings.at(&component, message);
        }
    }
    for schema in schemas(source) {
        let values = schema.items("enum").into_iter();
        let values = values.filter_map(|node| Some((node.value.as_str()?.to_owned(), node)));
        variants(values.collect(), "UnknownValue", findings);
        let kinds = schema.get("discriminator");
        let kinds = kinds.map(|it| it.under("mapping")).unwrap_or_default();
        let kinds = kinds.into_iter().map(|node| (node.key(), node));
        variants(kinds.collect(), "UnknownVariant", findings);
        let properties = schema.under("properties").into_iter();
        differ(properties.map(|node| (node.key(), node)), findings);
    }
    for operation in operations(source) {
        // The body is an argument of that name.
        let body = operation.body(source).map(|body| ("body".to_owned(), body));
        let parameters = operation.parameters(source).into_iter();
        let parameters = parameters.filter_map(|node| Some((node.text("name")?.to_owned(), node)));
        differ(body.into_iter().chain(parameters), findings);
    }
}

/// Values of an enum, or kinds of a union.
fn variants(all: Vec<(String, Node<'_>)>, unknown: &str, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (wire, node) in all {
        let message = match variant_name(&wire) {
            None => format!(
                "`{wire}` has no letter or digit of which Rust could make a name: choose another word"
            ),
            Some(name) if name == unknown => {
                format!(
                    "`{wire}` would have the name of what is not known in Rust: choose another word"
                )
            }
            Some(name) => match seen.insert(name.clone(), wire.clone()) {
                Some(other) if other != wire => {
                    format!(
                        "`{other}` and `{wire}` would both be {name} in Rust: choose another word"
                    )
                }
                _ => continue,
            },
        };
        findings.at(&node, message);
    }
}

/// Properties of an object, or parameters of an operation: names in Rust have no capitals that could tell them apart.
fn differ<'a>(all: impl Iterator<Item = (String, Node<'a>)>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for (name, node) in all {
        if let Some(other) = seen.insert(name.to_ascii_lowercase(), name.clone()) {
            let message = match other == name {
                true => format!("`{name}` is there twice: choose another name"),
                false => {
                    format!("`{other}` and `{name}` differ in capitals only: choose another name")
                }
            };
            findings.at(&node, message);
        }
    }
}
