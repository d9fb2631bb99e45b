//! Where in the text each part of the document stands.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_saphyr::granit_parser::{Event, Parser, Span};

/// A line and a column, both counted from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub line: usize,
    pub column: usize,
}

/// The position of every key and list item, by its JSON pointer.
pub(crate) struct Positions(HashMap<String, Position>);

impl Positions {
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut walk = Walk::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event.context("the document is no YAML")?;
            walk.step(event, span);
        }
        Ok(Self(walk.found))
    }

    /// Where the pointer points, or the nearest thing around it that has a place.
    pub(crate) fn get(&self, pointer: &str) -> Position {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.0.get(pointer) {
                return *position;
            }
            match pointer.rsplit_once('/') {
                Some((outer, _)) => pointer = outer,
                None => return Position { line: 1, column: 1 },
            }
        }
    }
}

/// The name of a key inside a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[derive(Default)]
struct Walk {
    found: HashMap<String, Position>,
    open: Vec<Container>,
}

enum Container {
    Mapping {
        pointer: String,
        key: Option<String>,
    },
    Sequence {
        pointer: String,
        next: usize,
    },
}

impl Walk {
    fn step(&mut self, event: Event<'_>, span: Span) {
        let position = Position {
            line: span.start.line(),
            column: span.start.col() + 1,
        };
        match event {
            Event::Scalar(text, ..) => {
                if let Some(Container::Mapping { pointer, key }) = self.open.last_mut()
                    && key.is_none()
                {
                    let pointer = format!("{pointer}/{}", escape(&text));
                    self.found.insert(pointer, position);
                    *key = Some(text.into_owned());
                } else {
                    self.value(position);
                }
            }
            Event::Alias(_) => {
                self.value(position);
            }
            Event::MappingStart(..) => {
                let pointer = self.value(position);
                self.open.push(Container::Mapping { pointer, key: None });
            }
            Event::SequenceStart(..) => {
                let pointer = self.value(position);
                self.open.push(Container::Sequence { pointer, next: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// The pointer of the value that starts here. Values of keys keep the key's position.
    fn value(&mut self, position: Position) -> String {
        match self.open.last_mut() {
            None => String::new(),
            Some(Container::Mapping { pointer, key }) => {
                let key = key.take().unwrap_or_default();
                format!("{pointer}/{}", escape(&key))
            }
            Some(Container::Sequence { pointer, next }) => {
                let pointer = format!("{pointer}/{next}");
                *next += 1;
                self.found.insert(pointer.clone(), position);
                pointer
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, pointer: &str) -> (usize, usize) {
        let position = Positions::read(text).unwrap().get(pointer);
        (position.line, position.column)
    }

    #[test]
    fn keys_and_items_are_found_in_block_and_flow_style() {
        let text = "# a comment\na:\n  b: 1\n  /c/d: [x, {e: 2}]\nf:\n  - g: 3\n  - 4\n";
        assert_eq!(at(text, "/a"), (2, 1));
        assert_eq!(at(text, "/a/b"), (3, 3));
        assert_eq!(at(text, "/a/~1c~1d"), (4, 3));
        assert_eq!(at(text, "/a/~1c~1d/1/e"), (4, 14));
        assert_eq!(at(text, "/f/0/g"), (6, 5));
        assert_eq!(at(text, "/f/1"), (7, 5));
    }

    #[test]
    fn what_is_not_there_stands_where_its_surroundings_do() {
        assert_eq!(at("a:\n  b: 1\n", "/a/c/d"), (1, 1));
        assert_eq!(at("x: 1\na:\n  b: 1\n", "/a/c/d"), (2, 1));
    }
}
