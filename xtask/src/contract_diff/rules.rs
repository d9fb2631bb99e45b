//! What a change means to those on either side of the wire: one table, by keyword.

use std::fmt;

use serde_json::Value;

use Class::{Additive, Breaking, Editorial};

/// What a change does to a party that keeps to the old document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// What was right before may be wrong now.
    Breaking,
    /// What was right before stays right; there may be more.
    Additive,
    /// Nothing on the wire, and no name in code, changes.
    Editorial,
}

/// The classes for clients and for servers, in requests, which clients write, and in replies, which servers write.
pub(crate) type Meaning = [(Class, Class); 2];

/// What was said, and what is said.
pub(crate) type Values<'a> = (Option<&'a Value>, Option<&'a Value>);

/// What a change means when something is said now, when it is no longer said, and when something else is said; and the
/// first words of what is said, and of what a place is.
const RULES: &str = "
    words    words    words   description summary title example examples contact license externalDocs termsOfService
    words    words    words   info tag bearerFormat
    words    words    other   path component
    name     name     name    operationId tags
    note     name     other   named
    note     note     note    openapi deprecated
    listed   listed   listed  x-sensitive covered credential
    clients  clients  clients url server
    servers  clients  other   operation
    clients  other    other   reply
    wider    narrower other   nullable x-open media
    narrower wider    other   required uniqueItems pattern multipleOf exclusiveMinimum exclusiveMaximum
    narrower wider    more    maximum maxLength maxItems maxProperties format x-retry security
    narrower wider    less    minimum minLength minItems minProperties
    narrower extra    other   additionalProperties
    extra    clients  other   property parameter body
    demand   clients  other   mandatory
    wider    gone     other   value variant
    extra    gone     other   open
";

/// By its name. What has no rule, as `type`, `$ref`, `default` or a keyword that OpenAPI does not know, is `other`.
fn meaning(name: &str) -> Meaning {
    let clients = (Breaking, Additive);
    let servers = (Additive, Breaking);
    match name {
        "words" => [(Editorial, Editorial); 2],
        "note" => [(Additive, Editorial); 2],
        "listed" => [(Additive, Additive); 2],
        // In the code of clients.
        "name" => [(Breaking, Editorial); 2],
        "clients" => [clients; 2],
        "servers" => [servers; 2],
        // Who reads suffers from more values, who writes from fewer.
        "wider" => [servers, clients],
        "narrower" => [clients, servers],
        // Readers of replies pass over what they do not know, where they were told to; servers refuse it in requests.
        "extra" => [servers, (Additive, Additive)],
        "demand" => [(Breaking, Breaking), servers],
        // The name of a value in the code of clients goes with it, even where it was only ever received.
        "gone" => [clients, (Breaking, Breaking)],
        _ => [(Breaking, Breaking); 2],
    }
}

/// What is said by a word, or stands at a place of this kind.
pub(crate) struct Rule([&'static str; 3]);

impl Rule {
    pub(crate) fn of(words: &str) -> Self {
        let word = words.split(' ').next();
        for row in RULES.lines() {
            let mut cells = row.split_whitespace();
            let rule = [(); 3].map(|()| cells.next().unwrap_or_default());
            if cells.any(|it| Some(it) == word) {
                return Self(rule);
            }
        }
        Self(["other"; 3])
    }

    pub(crate) fn is_of_words(&self) -> bool {
        self.0 == ["words"; 3]
    }

    pub(crate) fn meaning(&self, values: Values<'_>) -> Meaning {
        let [added, removed, changed] = self.0;
        meaning(match values {
            (None, _) => added,
            (_, None) => removed,
            // What is not said at all is most of all.
            (Some(old), Some(new)) => match (changed, is_more(old, new)) {
                ("more", Some(true)) | ("less", Some(false)) => removed,
                ("more", Some(false)) | ("less", Some(true)) => added,
                (changed, _) => changed,
            },
        })
    }
}

/// Whether a value is more than another, if one of them is.
fn is_more(old: &Value, new: &Value) -> Option<bool> {
    if let (Value::Array(old), Value::Array(new)) = (old, new) {
        let is_grown = old.iter().all(|it| new.contains(it));
        let is_shrunk = new.iter().all(|it| old.contains(it));
        return (is_grown || is_shrunk).then_some(is_grown);
    }
    let words = ["int32", "int64", "unsafe", "guarded", "safe"];
    let place = |word: &str| words.iter().position(|it| *it == word);
    match (old.as_str(), new.as_str()) {
        (Some(old), Some(new)) => Some(place(old)? < place(new)?),
        _ => Some(old.as_f64()? < new.as_f64()?),
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Editorial => "editorial",
            Additive => "additive",
            Breaking => "breaking",
        })
    }
}
