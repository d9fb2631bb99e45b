//! The contract's document, as it is and as JSON.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A copy of `openapi/nimbus.yaml`, which `cargo xtask regen` makes: a package holds only what is in its folder.
pub(super) const TEXT: &str = include_str!("../../assets/nimbus.yaml");

/// Read once, and only when somebody asks: most emulators live for one test.
static DOCUMENT: LazyLock<Result<Node, String>> = LazyLock::new(|| {
    // Without strict booleans a property named `y` or `no` would turn into a boolean.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(TEXT, options).map_err(|error| error.to_string())
});

/// A value that keeps the order of its keys, in which the page shows paths and properties.
#[derive(Clone, Deserialize, Serialize)]
#[serde(untagged)]
enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(IndexMap<String, Node>),
}

impl Node {
    fn key(&mut self, name: &str) -> Option<&mut Self> {
        match self {
            Self::Map(map) => map.get_mut(name),
            _ => None,
        }
    }

    fn first(&mut self) -> Option<&mut Self> {
        match self {
            Self::List(list) => list.first_mut(),
            _ => None,
        }
    }
}

/// The document as JSON, in its own order, with `endpoint` as its server.
pub(super) fn json(endpoint: &str) -> Result<String, String> {
    let mut document = DOCUMENT.clone()?;
    let default = document
        .key("servers")
        .and_then(Node::first)
        .and_then(|server| server.key("variables")?.key("endpoint")?.key("default"))
        .ok_or("the document's first server has no variable `endpoint` with a default")?;
    *default = Node::Text(endpoint.to_owned());
    serde_json::to_string(&document).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn only_the_server_differs_between_the_json_and_the_yaml() {
        let mut yaml: Value = serde_saphyr::from_str(TEXT).unwrap();
        let json: Value = serde_json::from_str(&json("http://127.0.0.1:1").unwrap()).unwrap();
        assert!(json != yaml);
        yaml["servers"][0]["variables"]["endpoint"]["default"] = "http://127.0.0.1:1".into();
        // Not `assert_eq!`: nobody reads two whole documents in one line.
        assert!(json == yaml);
    }

    #[test]
    fn the_json_keeps_the_order_of_the_document() {
        let json = json("http://127.0.0.1:1").unwrap();
        let place = |text: &str| json.find(text).unwrap();
        assert!(place("\"/health\"") < place("\"/api/tenants\""));
    }
}
