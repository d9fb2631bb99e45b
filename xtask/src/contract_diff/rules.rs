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

/// The classes for clients and for servers: of a change in requests, which clients write, and in responses, which servers write.
pub(crate) type Classes = [(Class, Class); 2];

/// The value before, and the value now.
pub(crate) type Values<'a> = (Option<&'a Value>, Option<&'a Value>);

/// What a change means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Text for people changes.
    Text,
    /// Clients get a hint, and nothing else changes.
    Hint,
    /// A name in the code of clients changes.
    Name,
    /// More is listed or marked, or less, of what may be sent anyway.
    Listed,
    /// Clients can no longer do what they did.
    BreaksClients,
    /// Servers have to do more than they did.
    BreaksServers,
    /// More values are valid. Who reads them suffers, who writes them does not.
    Wider,
    /// Fewer values are valid. Who writes them suffers, who reads them does not.
    Narrower,
    /// A field or an open value is new. Servers reject what they do not know in requests, clients ignore it in responses.
    Extra,
    /// A required field is new: requests without it are rejected.
    Demand,
    /// A value is gone. Its name in the code of clients is gone, too, even where it was only ever received.
    Gone,
    /// None of these.
    Other,
    /// Of a change from one value to another: a greater one is a removal, a smaller one an addition.
    RemovedIfGreater,
    /// The same the other way round.
    RemovedIfSmaller,
}

use Meaning::{
    BreaksClients, BreaksServers, Demand, Extra, Gone, Hint, Listed, Name, Narrower, Other,
    RemovedIfGreater, RemovedIfSmaller, Text, Wider,
};

/// By keyword or kind of place: what it means that it was added, that it was removed, and that it changed.
#[rustfmt::skip]
const RULES: &[(&[&str], [Meaning; 3])] = &[
    (&["description", "summary", "title", "example", "examples", "contact", "license", "externalDocs", "termsOfService"], [Text, Text, Text]),
    (&["info", "tag", "bearerFormat"], [Text, Text, Text]),
    (&["path", "component"], [Text, Text, Other]),
    (&["operationId", "tags"], [Name, Name, Name]),
    (&["schema"], [Hint, Name, Other]),
    (&["openapi", "deprecated"], [Hint, Hint, Hint]),
    (&["x-sensitive", "response covered by a range", "security scheme"], [Listed, Listed, Listed]),
    (&["url", "server"], [BreaksClients, BreaksClients, BreaksClients]),
    (&["operation"], [BreaksServers, BreaksClients, Other]),
    (&["response"], [BreaksClients, Other, Other]),
    (&["nullable", "x-open", "media type"], [Wider, Narrower, Other]),
    (&["required", "uniqueItems", "pattern", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"], [Narrower, Wider, Other]),
    (&["maximum", "maxLength", "maxItems", "maxProperties", "format", "x-retry", "security"], [Narrower, Wider, RemovedIfGreater]),
    (&["minimum", "minLength", "minItems", "minProperties"], [Narrower, Wider, RemovedIfSmaller]),
    (&["additionalProperties"], [Narrower, Extra, Other]),
    (&["property", "parameter", "request body"], [Extra, BreaksClients, Other]),
    (&["required property", "required parameter", "required request body"], [Demand, BreaksClients, Other]),
    (&["value", "variant"], [Wider, Gone, Other]),
    (&["open value"], [Extra, Gone, Other]),
];

impl Meaning {
    fn classes(self) -> Classes {
        let clients = (Breaking, Additive);
        let servers = (Additive, Breaking);
        match self {
            Text => [(Editorial, Editorial); 2],
            Hint => [(Additive, Editorial); 2],
            Name => [(Breaking, Editorial); 2],
            Listed => [(Additive, Additive); 2],
            BreaksClients => [clients; 2],
            BreaksServers => [servers; 2],
            Wider => [servers, clients],
            Narrower => [clients, servers],
            Extra => [servers, (Additive, Additive)],
            Demand => [(Breaking, Breaking), servers],
            Gone => [clients, (Breaking, Breaking)],
            Other | RemovedIfGreater | RemovedIfSmaller => [(Breaking, Breaking); 2],
        }
    }
}

/// The rule of a keyword or of a kind of place.
pub(crate) struct Rule([Meaning; 3]);

impl Rule {
    /// What has no rule, as `type`, `$ref`, `default` or a keyword that OpenAPI does not know, breaks both sides.
    pub(crate) fn of(name: &str) -> Self {
        let rule = RULES.iter().find(|(names, _)| names.contains(&name));
        Self(rule.map_or([Other; 3], |rule| rule.1))
    }

    pub(crate) fn is_text(&self) -> bool {
        self.0 == [Text; 3]
    }

    pub(crate) fn classes(&self, values: Values<'_>) -> Classes {
        let [added, removed, changed] = self.0;
        let meaning = match values {
            (None, _) => added,
            (_, None) => removed,
            // No limit at all is the greatest, or the smallest.
            (Some(old), Some(new)) => match (changed, is_more(old, new)) {
                (RemovedIfGreater, Some(true)) | (RemovedIfSmaller, Some(false)) => removed,
                (RemovedIfGreater, Some(false)) | (RemovedIfSmaller, Some(true)) => added,
                (changed, _) => changed,
            },
        };
        meaning.classes()
    }
}

/// Whether the new value is greater than the old one, if they can be compared.
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
