//! What a change means to those on either side of the wire.

use std::fmt;

use serde_json::Value;

use crate::version::Bump;

/// What a change does to a party that keeps to the old document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Nothing on the wire, and no name in code, changes.
    Editorial,
    /// What was right before stays right; there may be more.
    Additive,
    /// What was right before may be wrong now.
    Breaking,
}

/// Who writes the values of a schema. Clients write requests, servers write replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Reply,
}

/// What a change does to the set of values that a schema admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Wider,
    Narrower,
    /// Some values are new and some are gone, or nobody can tell.
    Other,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub place: String,
    pub message: String,
    pub clients: Class,
    pub servers: Class,
}

/// All changes between two documents.
#[derive(Debug, Default)]
pub(crate) struct Changes(Vec<Change>);

impl Side {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Request => "in requests",
            Self::Reply => "in replies",
        }
    }

    /// The two classes of an effect, for clients and servers: who reads suffers from more values, who writes from fewer.
    pub(crate) fn classes(self, effect: Effect) -> (Class, Class) {
        use Class::{Additive, Breaking};
        match (self, effect) {
            (Self::Request, Effect::Wider) | (Self::Reply, Effect::Narrower) => {
                (Additive, Breaking)
            }
            (Self::Request, Effect::Narrower) | (Self::Reply, Effect::Wider) => {
                (Breaking, Additive)
            }
            (_, Effect::Other) => (Breaking, Breaking),
        }
    }
}

impl Change {
    /// Clients decide: what breaks them takes a new major version. Servers implement what they are told to, and a
    /// change that asks more of them is an addition.
    pub(crate) fn bump(&self) -> Bump {
        match (self.clients, self.servers) {
            (Class::Breaking, _) => Bump::Major,
            (Class::Editorial, Class::Editorial) => Bump::Patch,
            _ => Bump::Minor,
        }
    }
}

impl Changes {
    pub(crate) fn add(
        &mut self,
        place: &str,
        message: impl Into<String>,
        (clients, servers): (Class, Class),
    ) {
        let change = Change {
            place: place.to_owned(),
            message: message.into(),
            clients,
            servers,
        };
        // Several operations may share what changed.
        if !self.0.contains(&change) {
            self.0.push(change);
        }
    }

    pub(crate) fn bump(&self) -> Bump {
        let bumps = self.0.iter().map(Change::bump);
        bumps.max().unwrap_or(Bump::None)
    }

    /// Whether something more than words changed at a place or inside it.
    pub(crate) fn explain(&self, place: &str) -> bool {
        let mut changes = self.0.iter();
        changes.any(|change| change.bump() > Bump::Patch && change.place.starts_with(place))
    }

    /// The worst first.
    pub(crate) fn into_sorted(self) -> Vec<Change> {
        let mut changes = self.0;
        changes.sort_by(|one, other| {
            let key = |change: &Change| (change.clients, change.servers);
            key(other)
                .cmp(&key(one))
                .then_with(|| one.place.cmp(&other.place))
        });
        changes
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Editorial => "editorial",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        })
    }
}

/// A value that may not be there, in a message.
pub(crate) fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}
