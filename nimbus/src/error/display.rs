//! The text of an error.

use std::fmt;

use super::{DISPLAY_LIMIT, Error, ErrorKind, Waited};
use crate::text::{Rounded, bounded, one_line};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut message = inner.message.as_str();
        if let Some(operation) = inner.operation {
            write!(f, "{}: ", operation.id)?;
        }
        if let Some(response) = &inner.response {
            write!(f, "{}", response.status.as_u16())?;
            if let Some(reason) = response.status.canonical_reason() {
                write!(f, " {reason}")?;
            }
            match &response.envelope.code {
                Some(code) => {
                    write!(f, ", {code}: ")?;
                    message = after_code(code, message);
                }
                None => f.write_str(": ")?,
            }
        }
        match inner.kind {
            // Errors of discovery have several lines on purpose, and do not quote a server.
            ErrorKind::Discovery | ErrorKind::Credential => f.write_str(message)?,
            _ => f.write_str(&bounded(&one_line(message), DISPLAY_LIMIT))?,
        }
        let mut notes = Notes(f, " (");
        if let Some(id) = self.request_id() {
            notes.add(format_args!("request {id}"))?;
        }
        // The message of an error of the wait itself has its progress already.
        let is_of_wait = matches!(inner.kind, ErrorKind::WaitTimeout | ErrorKind::WaitFailed);
        match inner.attempts {
            0 => {}
            _ if is_of_wait => {}
            1 => notes.add(format_args!("1 attempt"))?,
            attempts => notes.add(format_args!("{attempts} attempts"))?,
        }
        if let Some(waited) = inner.waited.filter(|_| !is_of_wait) {
            let Waited { polls, elapsed } = waited;
            notes.add(format_args!(
                "while waiting, at poll {polls}, after {}",
                Rounded(elapsed)
            ))?;
        }
        if let Some(reason) = &inner.not_repeated {
            notes.add(format_args!("not repeated: {reason}"))?;
        }
        notes.end()
    }
}

/// Removes a kind from the start of the message if the code has just said it: `op.conflict: conflict: it runs`.
fn after_code<'a>(code: &str, message: &'a str) -> &'a str {
    let kind = code.rsplit('.').next().unwrap_or(code).replace('_', " ");
    match message.split_once(": ") {
        Some((said, rest)) if said == kind || said.strip_prefix("resource ") == Some(&kind) => rest,
        _ => message,
    }
}

/// The notes in brackets at the end, and the separator before the next one.
struct Notes<'a, 'b>(&'a mut fmt::Formatter<'b>, &'static str);

impl Notes<'_, '_> {
    fn add(&mut self, note: fmt::Arguments<'_>) -> fmt::Result {
        self.0.write_str(self.1)?;
        self.1 = ", ";
        self.0.write_fmt(note)
    }

    fn end(self) -> fmt::Result {
        self.0.write_str(if self.1 == ", " { ")" } else { "" })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &format_args!("{self}"))
            .field("sent", &self.0.sent)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        match self.0.kind {
            // The text of these sources is the message already.
            ErrorKind::Discovery | ErrorKind::Credential => source.source(),
            _ => Some(source),
        }
    }
}
