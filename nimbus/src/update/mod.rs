//! Changing a definition under its generation: read, decide, write with the generation that was read, and begin anew
//! when that is stale.
//!
//! A write that was sent and not answered is ambiguous. It is settled by reading, and never repeated blindly: what is
//! written again carries the same generation, so that the server takes one of the two at the most.

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

/// How often in all a change is attempted, unless set otherwise.
pub(crate) const MAX_ATTEMPTS: u32 = 16;
/// How often in all a write is sent whose answers get lost.
const MAX_SENDINGS: u32 = 3;
/// The pause after the first attempt is random, up to this; it doubles with every further one.
const PAUSE: Duration = Duration::from_millis(10);
const PAUSE_LIMIT: Duration = Duration::from_secs(1);
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// The definition of one service, as the server has it.
pub(crate) trait Definition: Sync {
    fn read(&self) -> impl Future<Output = Result<ServiceDefinition>> + Send;

    /// Whether the write was refused because of what others did, so that the change begins anew.
    fn is_outrun(&self, write: &Write, error: &Error) -> bool {
        write.is_outrun(error)
    }

    /// Returns what it has become; or what it was, when it was deleted.
    fn write(&self, write: &Write) -> impl Future<Output = Result<ServiceDefinition>> + Send;
}

/// What has come of a change.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) definition: ServiceDefinition,
    /// What was written; nothing, where nothing was left to change.
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

/// A write that was sent, and whose answer was lost.
struct AmbiguousWrite {
    write: Write,
    error: Error,
    sendings: u32,
}

/// Changes a definition as `decide` wants it, which gives nothing where nothing is left to change. It is told what was
/// read, or why that failed. The requests have the deadline, too.
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
                let reason = "it was not carried out, as far as reading it again tells";
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
            let reason = "it cannot be found: it may be one that this credential may not list";
            return Err(error.not_repeated(reason).into());
        }
        if let Some(error) = stale.take_if(|_| attempts >= max_attempts) {
            let error = error.not_repeated(&format!("it has changed meanwhile, {attempts} times"));
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
                    // What was sent before may have been carried out after all.
                    Some(lost) => error.caused_by(Some(lost.error)).with_sent(Sent::Maybe),
                    None => error,
                };
                return Err(error.with_definition(read.ok()).into());
            }
        }
    }
}

/// The generation has moved on, and nobody can tell by whose writes. All is well if nothing is left to change; if there
/// is, writing might do it twice.
fn undecidable<E: From<Error>>(
    mut decide: impl FnMut(Result<&ServiceDefinition>) -> Result<Option<Write>, E>,
    read: Result<ServiceDefinition>,
    error: &Error,
) -> Result<Changed, E> {
    let definition = read?;
    if decide(Ok(&definition))?.is_none() {
        return Ok(Changed::by(None, definition));
    }
    let reason = "it has changed since, and whether this write was a part of that cannot be told";
    let error = error.clone().not_repeated(reason);
    Err(error.with_definition(Some(definition)).into())
}

impl AmbiguousWrite {
    /// That reading does not tell what became of it. Of one that was to create something, nothing tells enough.
    fn unreadable(&self, read: &Result<ServiceDefinition>) -> Option<Error> {
        let reading = match (read, &self.write) {
            (Err(reading), Write::Create(_)) if reading.is_not_found() => return None,
            (Err(reading), _) => reading.message(),
            (Ok(_), _) => return None,
        };
        let reason = format!("what became of it cannot be read: {reading}");
        Some(self.error.clone().not_repeated(&reason))
    }
}

/// Pauses, up to the deadline: the next request tells then that it is over.
async fn rest(attempts: u32, error: &Error, deadline: Option<Deadline>) {
    let end = saturating_deadline(Instant::now(), pause(attempts, error));
    sleep_until(deadline.map_or(end, |deadline| deadline.at.min(end))).await;
}

/// Random, so that those who collided do not collide again.
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
