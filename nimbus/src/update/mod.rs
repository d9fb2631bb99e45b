//! Guarded changes: read, decide, write with the generation that was read, and begin anew when that is stale. It knows
//! nothing of what is changed.
//!
//! A write that was sent and not answered is in doubt. It is settled by reading, and never repeated blindly: what is
//! written again carries the same generation, so that the server takes one of the two at the most.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::deadline::{Deadline, saturating_deadline};
use crate::{Error, ErrorKind, Result, Sent};

/// How often a change is tried unless set otherwise.
pub(crate) const TRIES: u32 = 16;
/// How often in all a write is sent whose answers get lost.
const SENDINGS: u32 = 3;
/// The pause after the first try is random, up to this; it doubles with every further one.
const PAUSE: Duration = Duration::from_millis(10);
const PAUSE_LIMIT: Duration = Duration::from_secs(1);
const RETRY_AFTER_LIMIT: Duration = Duration::from_secs(20);

/// What comes of looking at the present state.
pub(crate) enum Decision<C, D> {
    Write(C),
    /// There is nothing to change.
    Done(D),
}

/// What a read tells about a write that is in doubt.
pub(crate) enum Standing<D> {
    /// It was carried out, or what it was for has come about.
    Done(D),
    /// It was not, as of now: the generation is still the same.
    Open,
    /// It was not and will not be: another write took its generation.
    Refused,
    /// It may be one of the writes since.
    Unclear,
}

/// Something that changes under a generation.
pub(crate) trait Guarded: Send {
    type Read: Clone + Send + Sync + 'static;
    type Change: Clone + Send + Sync;
    type Done: Send;
    type Refusal: From<Error>;

    fn read(&self) -> impl Future<Output = Result<Self::Read>> + Send;

    fn decide(
        &mut self,
        read: &Self::Read,
    ) -> Result<Decision<Self::Change, Self::Done>, Self::Refusal>;

    /// Writes with the generation of what was read.
    fn write(
        &self,
        read: &Self::Read,
        change: &Self::Change,
    ) -> impl Future<Output = Result<Self::Done>> + Send;

    /// Where a write stands that was decided upon `before`.
    fn settle(
        &self,
        before: &Self::Read,
        change: &Self::Change,
        now: &Result<Self::Read>,
    ) -> Standing<Self::Done>;
}

/// A write in doubt.
struct Doubt<R, C> {
    before: R,
    change: C,
    error: Error,
    sendings: u32,
}

/// Changes it, in no more than `tries` tries. The requests have the deadline, too.
pub(crate) async fn change<G: Guarded>(
    mut guarded: G,
    tries: u32,
    deadline: Option<Deadline>,
) -> Result<G::Done, G::Refusal> {
    let mut doubt: Option<Doubt<G::Read, G::Change>> = None;
    let mut stale: Option<Error> = None;
    let mut tried = 0;
    loop {
        let now = guarded.read().await;
        if let Some(open) = &doubt {
            match guarded.settle(&open.before, &open.change, &now) {
                Standing::Done(done) => return Ok(done),
                Standing::Refused => doubt = None,
                Standing::Open => {}
                Standing::Unclear => return unclear::<G>(&mut guarded, now, &open.error),
            }
        }
        let now = match (now, &doubt) {
            (Ok(now), _) => now,
            (Err(error), None) => return Err(error.into()),
            (Err(error), Some(open)) => return Err(unread(&open.error, &error).into()),
        };
        let change = match &doubt {
            Some(open) if open.sendings >= SENDINGS || !open.error.is_retryable() => {
                let reason = "it was not carried out, as far as reading it again tells";
                let error = open.error.clone().not_repeated(reason);
                return Err(error.with_resource(Some(Arc::new(now))).into());
            }
            Some(open) => open.change.clone(),
            None => match guarded.decide(&now)? {
                Decision::Done(done) => return Ok(done),
                Decision::Write(change) => change,
            },
        };
        if tried >= tries
            && let Some(error) = stale
        {
            let error = error.not_repeated(&format!("it has changed meanwhile, {tried} times"));
            return Err(error.with_resource(Some(Arc::new(now))).into());
        }
        tried += 1;
        match guarded.write(&now, &change).await {
            Ok(done) => return Ok(done),
            Err(error) if error.is_precondition_failed() => {
                rest(tried, &error, deadline).await;
                stale = Some(error);
            }
            Err(error) if is_in_doubt(&error) => {
                rest(tried, &error, deadline).await;
                doubt = Some(Doubt {
                    before: now,
                    change,
                    sendings: doubt.map_or(0, |doubt| doubt.sendings) + 1,
                    error,
                });
            }
            Err(error) => {
                let error = match doubt {
                    // What was sent before may have been carried out after all.
                    Some(open) => error.caused_by(Some(open.error)).with_sent(Sent::Maybe),
                    None => error,
                };
                return Err(error.with_resource(Some(Arc::new(now))).into());
            }
        }
    }
}

/// The generation has moved on, and nobody can tell by whose writes. All is well if nothing is left to change; if there
/// is, writing might do it twice.
fn unclear<G: Guarded>(
    guarded: &mut G,
    now: Result<G::Read>,
    error: &Error,
) -> Result<G::Done, G::Refusal> {
    let now = match now {
        Ok(now) => now,
        Err(reading) => return Err(unread(error, &reading).into()),
    };
    match guarded.decide(&now)? {
        Decision::Done(done) => Ok(done),
        Decision::Write(_) => {
            let reason =
                "it has changed since, and whether this write was a part of that cannot be told";
            let error = error.clone().not_repeated(reason);
            Err(error.with_resource(Some(Arc::new(now))).into())
        }
    }
}

fn unread(error: &Error, reading: &Error) -> Error {
    error.clone().not_repeated(&format!(
        "what became of it cannot be read: {}",
        reading.message()
    ))
}

/// The server may have carried it out.
fn is_in_doubt(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connection | ErrorKind::Timeout => error.sent() != Sent::No,
        ErrorKind::UnexpectedResponse => true,
        ErrorKind::Status => error
            .status()
            .is_some_and(|status| status.is_server_error() || status.as_u16() == 408),
        _ => false,
    }
}

/// Pauses, up to the deadline: the next request tells then that it is over.
async fn rest(tried: u32, error: &Error, deadline: Option<Deadline>) {
    let end = saturating_deadline(Instant::now(), pause(tried, error));
    sleep_until(deadline.map_or(end, |deadline| deadline.at.min(end))).await;
}

/// Random, so that those who collided do not collide again.
fn pause(tried: u32, error: &Error) -> Duration {
    let doublings = tried.saturating_sub(1).min(16);
    let limit = PAUSE.saturating_mul(1 << doublings).min(PAUSE_LIMIT);
    let wish = error.retry_after().unwrap_or_default();
    limit
        .mul_f64(fastrand::f64())
        .max(wish.min(RETRY_AFTER_LIMIT))
}

#[cfg(test)]
mod tests;
