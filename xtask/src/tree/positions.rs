//! Where in the text each part of the document stands.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_saphyr::granit_parser::{Event, Parser, Span};

use super::escape;

/// A line and a column, both counted from one.
pub(crate) type Position = (usize, usize);

/// The position of every key and list item, by its JSON pointer.
pub(crate) fn read(text: &str) -> Result<HashMap<String, Position>> {
    let events: Result<Vec<_>, _> = Parser::new_from_str(text).collect();
    let events = events.context("the document is no YAML")?;
    let mut found = HashMap::new();
    let mut events = events.into_iter().peekable();
    while let Some((event, _)) = events.next() {
        value(event, "", &mut events, &mut found);
    }
    Ok(found)
}

/// Goes through a value to its end.
fn value<'a>(
    start: Event<'a>,
    pointer: &str,
    events: &mut impl Iterator<Item = (Event<'a>, Span)>,
    found: &mut HashMap<String, Position>,
) {
    let is_mapping = matches!(start, Event::MappingStart(..));
    if !is_mapping && !matches!(start, Event::SequenceStart(..)) {
        return;
    }
    for index in 0.. {
        let Some((event, span)) = events.next() else {
            return;
        };
        let (key, event) = match event {
            Event::MappingEnd | Event::SequenceEnd => return,
            Event::Scalar(text, ..) if is_mapping => (escape(&text), events.next()),
            event => (index.to_string(), Some((event, span))),
        };
        let pointer = format!("{pointer}/{key}");
        found.insert(pointer.clone(), (span.start.line(), span.start.col() + 1));
        if let Some((event, _)) = event {
            value(event, &pointer, events, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_are_found_in_block_and_flow_style() {
        let text = "# a comment\na:\n  b: 1\n  /c/d: [x, {e: 2}]\nf:\n  - g: 3\n  - 4\n";
        let found = read(text).unwrap();
        assert_eq!(found["/a"], (2, 1));
        assert_eq!(found["/a/b"], (3, 3));
        assert_eq!(found["/a/~1c~1d"], (4, 3));
        assert_eq!(found["/a/~1c~1d/1/e"], (4, 14));
        assert_eq!(found["/f/0/g"], (6, 5));
        assert_eq!(found["/f/1"], (7, 5));
    }
}
