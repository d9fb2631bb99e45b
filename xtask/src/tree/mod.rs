//! The document as a tree whose every part knows where it is, for commands that look at it as it is written.

mod positions;
pub(crate) mod sites;

use std::collections::HashMap;

use anyhow::Result;
use serde_json::Value;

use crate::document;
use positions::Position;

/// A document.
pub(crate) struct Source {
    root: Value,
    positions: HashMap<String, Position>,
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
            positions: positions::read(document)?,
        })
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node {
            value: &self.root,
            pointer: String::new(),
        }
    }

    /// Where the pointer points, or the nearest thing around it that has a place.
    pub(crate) fn position(&self, pointer: &str) -> Position {
        let mut pointers = std::iter::successors(Some(pointer), |pointer| {
            pointer.rsplit_once('/').map(|(outer, _)| outer)
        });
        let position = pointers.find_map(|pointer| self.positions.get(pointer));
        position.copied().unwrap_or((1, 1))
    }

    /// Every part of the document.
    pub(crate) fn parts(&self) -> Vec<Node<'_>> {
        let mut parts = vec![self.root()];
        let mut next = 0;
        while let Some(part) = parts.get(next).cloned() {
            parts.extend(part.entries());
            next += 1;
        }
        parts
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

    /// The values of a mapping, or the items of a list.
    pub(crate) fn entries(&self) -> Vec<Node<'a>> {
        let at = |key: &str, value| Node {
            value,
            pointer: format!("{}/{}", self.pointer, escape(key)),
        };
        match self.value {
            Value::Object(fields) => fields.iter().map(|(key, it)| at(key, it)).collect(),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, it)| at(&index.to_string(), it))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The entries of the mapping or list under a key.
    pub(crate) fn under(&self, key: &str) -> Vec<Node<'a>> {
        self.get(key).map(|node| node.entries()).unwrap_or_default()
    }

    /// The strings of the list under a key.
    pub(crate) fn strings(&self, key: &str) -> Vec<&'a str> {
        let items = self.value.get(key).and_then(Value::as_array);
        let items = items.into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }
}

/// The name of a key inside a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
