//! What an error shows.

use std::fmt;

use super::{DISPLAY_LIMIT, Error, ErrorKind, Waited};
use crate::reply::{bounded, one_line};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{}: ", operation.id)?;
        }
        if let Some(reply) = &inner.reply {
            write!(f, "{}", reply.status.as_u16())?;
            if let Some(reason) = reply.status.canonical_reason() {
                write!(f, " {reason}")?;
            }
            match &reply.envelope.code {
                Some(code) => write!(f, ", {code}: ")?,
                None => f.write_str(": ")?,
            }
        }
        match inner.kind {
            // Discovery lists on lines what it looked at, and quotes nobody.
            ErrorKind::Discovery | ErrorKind::Credential => f.write_str(&inner.message)?,
            _ => f.write_str(&bounded(&one_line(&inner.message), DISPLAY_LIMIT))?,
        }
        let mut notes = Vec::new();
        if let Some(id) = self.request_id() {
            notes.push(format!("request {id}"));
        }
        match inner.attempts {
            0 => {}
            1 => notes.push("1 attempt".to_owned()),
            attempts => notes.push(format!("{attempts} attempts")),
        }
        // An error of the wait itself says this in its message.
        let is_of_wait = matches!(inner.kind, ErrorKind::WaitTimeout | ErrorKind::WaitFailed);
        if let Some(waited) = inner.waited.filter(|_| !is_of_wait) {
            let Waited { looks, elapsed } = waited;
            notes.push(format!("while waiting, at look {looks}, after {elapsed:?}"));
        }
        if let Some(reason) = &inner.not_repeated {
            notes.push(format!("not repeated: {reason}"));
        }
        if !notes.is_empty() {
            write!(f, " ({})", notes.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &format_args!("{self}"))
            .field("was_sent", &self.0.sent)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        match self.0.kind {
            // Their text is already ours.
            ErrorKind::Discovery | ErrorKind::Credential => source.source(),
            _ => Some(source),
        }
    }
}
