//! Polling until a condition holds. It knows nothing of what is polled.

use std::future::IntoFuture;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use crate::{Error, ErrorKind, Result};

/// How long, and how often.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schedule {
    pub(crate) timeout: Duration,
    pub(crate) interval: Duration,
}

/// What is waited for, for error texts.
pub(crate) struct Subject<'a> {
    pub(crate) thing: &'static str,
    pub(crate) name: &'a str,
    pub(crate) condition: &'static str,
}

/// What one look tells.
pub(crate) enum Outlook {
    Holds,
    NotYet,
    /// It has failed: it will not come to hold by waiting.
    Never,
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            interval: Duration::from_millis(250),
        }
    }
}

impl Schedule {
    /// # Errors
    /// Names the duration that is zero.
    pub(crate) fn check(&self) -> Result<()> {
        for (name, duration) in [("timeout", self.timeout), ("interval", self.interval)] {
            if duration.is_zero() {
                let message = format!("{name} must be greater than zero");
                return Err(Error::invalid_input(name, message));
            }
        }
        Ok(())
    }
}

/// Looks until the condition holds, at least once. The deadline covers every look to the last byte of its
/// reply; the clock is monotonic. Errors that may pass are polled through, others end the wait.
pub(crate) async fn poll<T, F>(
    subject: Subject<'_>,
    schedule: Schedule,
    look: impl Fn() -> F,
    judge: impl Fn(&T) -> (Outlook, String),
) -> Result<T>
where
    F: IntoFuture<Output = Result<T>>,
{
    schedule.check()?;
    let start = Instant::now();
    let deadline = later(start, schedule.timeout);
    let mut last_observed = None;
    let mut last_error: Option<Error> = None;
    let mut looks = 0_u32;
    loop {
        looks = looks.saturating_add(1);
        match timeout_at(deadline, look().into_future()).await {
            Ok(Ok(seen)) => {
                let (outlook, observed) = judge(&seen);
                match outlook {
                    Outlook::Holds => return Ok(seen),
                    Outlook::Never => {
                        let Subject {
                            thing,
                            name,
                            condition,
                        } = subject;
                        let message = format!(
                            "{thing} {name:?} is {observed} and will not become {condition} by waiting"
                        );
                        return Err(Error::wait(ErrorKind::WaitFailed, message, Some(observed)));
                    }
                    Outlook::NotYet => {
                        last_observed = Some(observed);
                        last_error = None;
                    }
                }
            }
            Ok(Err(error)) if error.is_retryable() => last_error = Some(error),
            Ok(Err(error)) => return Err(error),
            Err(_) => break,
        }
        let next = later(Instant::now(), schedule.interval);
        sleep_until(next.min(deadline)).await;
        if next >= deadline {
            break;
        }
    }
    let Subject {
        thing,
        name,
        condition,
    } = subject;
    let mut message = format!(
        "{thing} {name:?} did not become {condition} within {:?}; last observed status: {}; {looks} {}",
        schedule.timeout,
        last_observed.as_deref().unwrap_or("none"),
        if looks == 1 { "look" } else { "looks" },
    );
    if let Some(error) = &last_error {
        message.push_str(&format!("; the last look failed: {error}"));
    }
    Err(Error::wait(ErrorKind::WaitTimeout, message, last_observed).caused_by(last_error))
}

/// A point in time that may lie beyond what the clock can tell; some decades will do then.
pub(crate) fn later(from: Instant, by: Duration) -> Instant {
    const DECADES: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    from.checked_add(by)
        .unwrap_or_else(|| from + by.min(DECADES))
}
