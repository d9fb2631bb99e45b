//! The document as a tree whose every part knows where it is, for commands that look at it as it is written.

mod positions;
pub(crate) mod sites;

use anyhow::Result;
use serde_json::{Map, Value};

use crate::document;
use positions::Positions;

pub(crate) use positions::{Position, escape};

/// A document, and what is said about it beside it.
pub(crate) struct Source {
    root: Value,
    positions: Positions,
    /// The text of the contract's changelog; empty when it does not matter.
    pub changelog: String,
}

/// A part of the document.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    pub value: &'a Value,
    /// Its JSON pointer.
    pub pointer: String,
}

/// References that are followed in a row: more are a circle.
const HOPS: usize = 8;

impl Source {
    pub(crate) fn parse(document: &str) -> Result<Self> {
        Ok(Self {
            root: document::value(document)?,
            positions: Positions::read(document)?,
            changelog: String::new(),
        })
    }

    pub(crate) fn with_changelog(mut self, changelog: String) -> Self {
        self.changelog = changelog;
        self
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node {
            value: &self.root,
            pointer: String::new(),
        }
    }

    pub(crate) fn position(&self, pointer: &str) -> Position {
        self.positions.get(pointer)
    }

    /// Components of one kind, as `schemas`.
    pub(crate) fn components(&self, kind: &str) -> Vec<Node<'_>> {
        let all = self.root().get("components").and_then(|all| all.get(kind));
        all.map(|kind| kind.entries()).unwrap_or_default()
    }

    /// What a reference of this document names.
    pub(crate) fn target(&self, reference: &str) -> Option<Node<'_>> {
        let pointer = reference.strip_prefix('#')?;
        Some(Node {
            value: self.root.pointer(pointer)?,
            pointer: pointer.to_owned(),
        })
    }

    /// The node, or what it refers to; itself when it refers to nothing.
    pub(crate) fn resolve<'a>(&'a self, node: &Node<'a>) -> Node<'a> {
        let mut node = node.clone();
        for _ in 0..HOPS {
            match node.text("$ref").and_then(|target| self.target(target)) {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }
}

impl<'a> Node<'a> {
    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        Some(Node {
            value: self.value.as_object()?.get(key)?,
            pointer: format!("{}/{}", self.pointer, escape(key)),
        })
    }

    pub(crate) fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value.get(key).is_some()
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    pub(crate) fn is(&self, key: &str, value: &Value) -> bool {
        self.value.get(key) == Some(value)
    }

    /// The last step of the pointer: the key, as it is written.
    pub(crate) fn key(&self) -> String {
        let last = self.pointer.rsplit('/').next().unwrap_or_default();
        last.replace("~1", "/").replace("~0", "~")
    }

    /// The values of a mapping, under their keys.
    pub(crate) fn entries(&self) -> Vec<Node<'a>> {
        let keys = self.object().into_iter().flat_map(Map::keys);
        keys.filter_map(|key| self.get(key)).collect()
    }

    /// The values of the mapping under a key.
    pub(crate) fn under(&self, key: &str) -> Vec<Node<'a>> {
        self.get(key).map(|node| node.entries()).unwrap_or_default()
    }

    /// The items of the list under a key.
    pub(crate) fn items(&self, key: &str) -> Vec<Node<'a>> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        let items = list.value.as_array().into_iter().flatten();
        items
            .enumerate()
            .map(|(index, value)| Node {
                value,
                pointer: format!("{}/{index}", list.pointer),
            })
            .collect()
    }

    /// The strings of the list under a key.
    pub(crate) fn strings(&self, key: &str) -> Vec<&'a str> {
        let items = self.items(key).into_iter();
        items.filter_map(|item| item.value.as_str()).collect()
    }
}
