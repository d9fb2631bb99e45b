//! What is wrong with an exchange.

use std::fmt;

/// One breach of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The operation's id, or method and target where there is no operation.
    pub operation: String,
    /// The status of the reply, if there was one.
    pub status: Option<u16>,
    /// What is wrong, as `reply body`, `query parameter limit`.
    pub place: String,
    /// Where in the value, as a JSON pointer; empty for the whole of it.
    pub pointer: String,
    /// What is wrong there.
    pub problem: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.operation)?;
        if let Some(status) = self.status {
            write!(f, ", {status}")?;
        }
        write!(f, ": {}", self.place)?;
        if !self.pointer.is_empty() {
            write!(f, " at {}", self.pointer)?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// The violations of one exchange, while they are found.
pub(super) struct Findings {
    operation: String,
    status: Option<u16>,
    found: Vec<Violation>,
}

impl Findings {
    pub(super) fn of(operation: impl Into<String>, status: Option<u16>) -> Self {
        Self {
            operation: operation.into(),
            status,
            found: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.add_at(place, "", problem);
    }

    pub(super) fn add_at(
        &mut self,
        place: impl Into<String>,
        pointer: impl Into<String>,
        problem: impl Into<String>,
    ) {
        self.found.push(Violation {
            operation: self.operation.clone(),
            status: self.status,
            place: place.into(),
            pointer: pointer.into(),
            problem: problem.into(),
        });
    }

    pub(super) fn into_vec(self) -> Vec<Violation> {
        self.found
    }
}
