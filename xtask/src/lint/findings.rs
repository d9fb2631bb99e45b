//! What the rules find.

use std::fmt;

use crate::tree::Position;
use crate::tree::{Node, Source};

/// One break of one rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub position: Position,
    /// The rule's id.
    pub rule: &'static str,
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{line}:{column}: {} [{}]", self.message, self.rule)
    }
}

/// Takes down the breaks of one rule.
pub(crate) struct Findings<'s> {
    source: &'s Source,
    rule: &'static str,
    found: Vec<Finding>,
}

impl<'s> Findings<'s> {
    pub(crate) fn of(source: &'s Source, rule: &'static str) -> Self {
        Self {
            source,
            rule,
            found: Vec::new(),
        }
    }

    pub(crate) fn at(&mut self, node: &Node<'_>, message: impl Into<String>) {
        self.at_pointer(&node.pointer, message);
    }

    pub(crate) fn at_pointer(&mut self, pointer: &str, message: impl Into<String>) {
        self.found.push(Finding {
            position: self.source.position(pointer),
            rule: self.rule,
            message: message.into(),
        });
    }

    pub(crate) fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
