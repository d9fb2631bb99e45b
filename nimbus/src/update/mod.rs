//! Changing a definition with its generation: read, decide, write with the generation that was read, and start over if
//! that is stale.
//!
//! A write that was sent and got no response is ambiguous. Its outcome is determined by reading, and it is never
//! repeated blindly: a repeated write carries the same generation, so that the server accepts at most one of the two.

mod declaration;
mod draft;
mod outcome;
mod write;

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

pub(crate) use declaration::Declaration;
pub use declaration::REVISION_LABEL;
pub use draft::DefinitionDraft;
pub use outcome::UpdateOutcome;
use write::WriteState;
pub(crate) use write::{Revision, Write};

use crate::deadline::{Deadline, saturating_deadline};
use crate::types::ServiceDefinition;
use crate::{Error, Result, Sent};

/// The default number of attempts of a change.
pub(crate) const MAX_ATTEMPTS: u32 = 16;
/// How often a write is sent if its responses are lost.
const MAX_SENDINGS: u32 = 3;
/// The limit of the random pause after the first attempt. It doubles with every further attempt.
const PAUSE: Duration = Duration::from_millis(10);
const PAUSE_LIMIT: Duration = Duration::from_secs(1);
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// The definition of one service on the server.
pub(crate) trait Definition: Sync {
    fn read(&self) -> impl Future<Output = Result<ServiceDefinition>> + Send;

    /// Whether the write was refused because of what others did, so that the change begins anew.
    fn is_outrun(&self, write: &Write, error: &Error) -> bool {
        write.is_outrun(error)
    }

    /// Returns the new definition, or the old one if it was deleted.
    fn write(&self, write: &Write) -> impl Future<Output = Result<ServiceDefinition>> + Send;
}

/// The outcome of a change.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) definition: ServiceDefinition,
    /// What was written, or `None` if there was nothing to change.
    pub(crate) written: Option<Write>,
}

impl Changed {
    fn by(written: Option<Write>, definition: ServiceDefinition) -> Self {
        Self {
            definition,
            written,
        }
    }
}

/// A write that was sent, but whose response was lost.
struct AmbiguousWrite {
    write: Write,
    error: Error,
    sendings: u32,
}

/// Changes a definition. `decide` gets what was read, or why that failed, and returns the write, or `None` if there is
/// nothing to change. The deadline also applies to the requests.
pub(crate) async fn change<E: From<Error>>(
    definition: &impl Definition,
    mut decide: impl FnMut(Result<&ServiceDefinition>) -> Result<Option<Write>, E> + Send,
    max_attempts: u32,
    deadline: Option<Deadline>,
) -> Result<Changed, E> {
    let mut ambiguous: Option<AmbiguousWrite> = None;
    let mut stale: Option<Error> = None;
    let mut is_created = false;
    let mut attempts = 0;
    loop {
        let read = definition.read().await;
        if let Some(lost) = ambiguous.take() {
            match lost.write.state(&read) {
                WriteState::Applied => {
                    let definition = lost.write.clone().applied(read)?;
                    return Ok(Changed::by(Some(lost.write), definition));
                }
                WriteState::Superseded => {}
                WriteState::NotApplied => ambiguous = Some(lost),
                WriteState::Ambiguous => return undecidable(decide, read, &lost.error),
            }
        }
        let lost = ambiguous.as_ref();
        if let Some(error) = lost.and_then(|lost| lost.unreadable(&read)) {
            return Err(error.into());
        }
        let write = match &ambiguous {
            Some(lost) if lost.sendings >= MAX_SENDINGS || !lost.error.is_retryable() => {
                let reason = "it had not been applied when the definition was read again";
                let error = lost.error.clone().not_repeated(reason);
                return Err(error.with_definition(read.ok()).into());
            }
            Some(lost) => lost.write.clone(),
            None => match decide(read.as_ref().map_err(Clone::clone))? {
                Some(write) => write,
                None => return Ok(Changed::by(None, read?)),
            },
        };
        let is_created_again = is_created && matches!(write, Write::Create(_));
        if let Some(error) = stale.take_if(|_| is_created_again) {
            let reason = "it cannot be found; this credential may not be allowed to list it";
            return Err(error.not_repeated(reason).into());
        }
        if let Some(error) = stale.take_if(|_| attempts >= max_attempts) {
            let error = error.not_repeated(&format!(
                "others changed it before each of {attempts} attempts"
            ));
            return Err(error.with_definition(read.ok()).into());
        }
        attempts += 1;
        is_created = matches!(write, Write::Create(_));
        match definition.write(&write).await {
            Ok(definition) => return Ok(Changed::by(Some(write), definition)),
            Err(error) if definition.is_outrun(&write, &error) => {
                rest(attempts, &error, deadline).await;
                stale = Some(error);
            }
            Err(error) if error.is_ambiguous() => {
                rest(attempts, &error, deadline).await;
                ambiguous = Some(AmbiguousWrite {
                    write,
                    sendings: ambiguous.map_or(0, |lost| lost.sendings) + 1,
                    error,
                });
            }
            Err(error) => {
                let error = match ambiguous {
                    // An earlier write may have been applied after all.
                    Some(lost) => error.caused_by(Some(lost.error)).with_sent(Sent::Maybe),
                    None => error,
                };
                return Err(error.with_definition(read.ok()).into());
            }
        }
    }
}

/// Handles a generation that has changed, without any way to tell whose writes changed it. If there is nothing left to
/// change, the call succeeds; otherwise another write might make the change twice.
fn undecidable<E: From<Error>>(
    mut decide: impl FnMut(Result<&ServiceDefinition>) -> Result<Option<Write>, E>,
    read: Result<ServiceDefinition>,
    error: &Error,
) -> Result<Changed, E> {
    let definition = read?;
    if decide(Ok(&definition))?.is_none() {
        return Ok(Changed::by(None, definition));
    }
    let reason = "it has changed since, and it cannot be told whether this write was applied";
    let error = error.clone().not_repeated(reason);
    Err(error.with_definition(Some(definition)).into())
}

impl AmbiguousWrite {
    /// Returns the error if reading cannot tell the outcome. For the creation of a definition, not finding it is an
    /// answer too.
    fn unreadable(&self, read: &Result<ServiceDefinition>) -> Option<Error> {
        let reading = match (read, &self.write) {
            (Err(reading), Write::Create(_)) if reading.is_not_found() => return None,
            (Err(reading), _) => reading.message(),
            (Ok(_), _) => return None,
        };
        let reason = format!("its outcome cannot be read: {reading}");
        Some(self.error.clone().not_repeated(&reason))
    }
}

/// Pauses, at most until the deadline. The next request then reports the timeout.
async fn rest(attempts: u32, error: &Error, deadline: Option<Deadline>) {
    let end = saturating_deadline(Instant::now(), pause(attempts, error));
    sleep_until(deadline.map_or(end, |deadline| deadline.at.min(end))).await;
}

/// The pause is random, so that writers that collided do not collide again.
fn pause(attempts: u32, error: &Error) -> Duration {
    let doublings = attempts.saturating_sub(1).min(16);
    let limit = PAUSE.saturating_mul(1 << doublings).min(PAUSE_LIMIT);
    let wish = error.retry_after().unwrap_or_default();
    limit
        .mul_f64(fastrand::f64())
        .max(wish.min(RETRY_AFTER_LIMIT))
}

#[cfg(test)]
mod tests;
