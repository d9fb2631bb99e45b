//! The token in use: asked for once at a time, kept while it is good.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use reqwest::header::HeaderValue;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{CredentialError, Token, TokenRequest, TokenSource};
use crate::credential::bearer_header;
use crate::discovery::Environment;
use crate::secret::{Secret, Unsendable};

/// How long before its expiry a token is replaced.
const EARLY: Duration = Duration::from_secs(10);

/// How long a source is left in peace after it gave nothing better than what is there already.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps the token of one source. Calls share it: reading it costs a lock, two clocks and the clone of a header.
pub(crate) struct TokenCache {
    source: Arc<dyn TokenSource>,
    /// Only its clock is used here.
    environment: Environment,
    held: RwLock<Option<Held>>,
    /// Held by the one call that asks the source. A call that is dropped lets the next one ask.
    turn: Mutex<Turn>,
    /// How many times the source has answered: tells a call that waited for its turn that it need not ask any more.
    answers: AtomicU64,
}

/// What the last answer of the source was.
#[derive(Default)]
struct Turn {
    failure: Option<CredentialError>,
    /// Until when a rejected token is not worth another question, as the last one brought nothing newer.
    pause_until: Option<Instant>,
}

#[derive(Clone)]
struct Held {
    secret: Secret,
    header: HeaderValue,
    expires_at: Option<SystemTime>,
    stale_at: Option<Instant>,
    /// Until when the token is used as it is, though it is stale or about to expire.
    pause_until: Option<Instant>,
}

impl Held {
    fn is_good_for(&self, margin: Duration, now: SystemTime) -> bool {
        self.expires_at
            .is_none_or(|at| now.checked_add(margin).is_some_and(|then| then < at))
    }
}

impl TokenCache {
    pub(crate) fn new(source: Arc<dyn TokenSource>, environment: Environment) -> Self {
        Self {
            source,
            environment,
            held: RwLock::new(None),
            turn: Mutex::default(),
            answers: AtomicU64::new(0),
        }
    }

    /// Takes over a token that the source has given.
    pub(crate) fn hold(&self, token: &Token) -> Result<(), Unsendable> {
        let (_, header) = bearer_header(&token.secret)?;
        let now = Instant::now();
        let held = Held {
            secret: token.secret.clone(),
            header,
            expires_at: token.expires_at,
            stale_at: token.stale_after.and_then(|age| now.checked_add(age)),
            // A source may know no better than a token that is about to expire, or the clock here may be wrong.
            pause_until: Some(now + PAUSE),
        };
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
        Ok(())
    }

    /// The header with the token of this moment.
    pub(crate) async fn header(&self) -> Result<HeaderValue, CredentialError> {
        if let Some(header) = self.fresh() {
            return Ok(header);
        }
        let answers = self.answers.load(Ordering::Acquire);
        let mut turn = self.turn.lock().await;
        if let Some(header) = self.fresh() {
            return Ok(header);
        }
        if self.answers.load(Ordering::Acquire) == answers {
            self.ask(&mut turn, None).await;
        }
        match (&turn.failure, self.held()) {
            (None, Some(held)) => Ok(held.header),
            (Some(_), Some(held)) if held.is_good_for(Duration::ZERO, self.environment.now()) => {
                Ok(held.header)
            }
            (Some(failure), _) => Err(failure.clone()),
            (None, None) => Err(self.error("gave no token")),
        }
    }

    /// After the server has rejected this header: the header with a newer token, if there is one.
    pub(crate) async fn refresh(
        &self,
        rejected: &HeaderValue,
    ) -> Result<Option<HeaderValue>, CredentialError> {
        if let Some(header) = self.newer_than(rejected) {
            return Ok(Some(header));
        }
        let mut turn = self.turn.lock().await;
        if let Some(header) = self.newer_than(rejected) {
            return Ok(Some(header));
        }
        let is_paused = turn.pause_until.is_some_and(|until| Instant::now() < until);
        if !is_paused {
            let rejected = self.held().map(|held| held.secret);
            self.ask(&mut turn, rejected).await;
        }
        if let Some(header) = self.newer_than(rejected) {
            return Ok(Some(header));
        }
        if !is_paused {
            turn.pause_until = Some(Instant::now() + PAUSE);
        }
        turn.failure.clone().map_or(Ok(None), Err)
    }

    /// Asks the source. A failure leaves the token as it is.
    async fn ask(&self, turn: &mut Turn, rejected: Option<Secret>) {
        let answer = self.source.token(TokenRequest { rejected }).await;
        let outcome = match answer {
            Ok(token) => self
                .hold(&token)
                .map_err(|fault| self.error(format!("the token {fault}"))),
            Err(cause) => Err(self.error(cause)),
        };
        turn.failure = outcome.err();
        if let Some(failure) = &turn.failure {
            self.keep(failure);
        }
        self.answers.fetch_add(1, Ordering::Release);
    }

    /// Uses the token that is there for a while more, but not past its expiry.
    fn keep(&self, failure: &CredentialError) {
        let now = self.environment.now();
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = held
            .as_mut()
            .filter(|held| held.is_good_for(Duration::ZERO, now))
        {
            let left = held.expires_at.and_then(|at| at.duration_since(now).ok());
            held.pause_until = Some(Instant::now() + left.map_or(PAUSE, |left| left.min(PAUSE)));
            tracing::warn!(error = %failure, "no new token; the last one stays in use");
        }
    }

    fn error(&self, cause: impl Into<super::TokenError>) -> CredentialError {
        CredentialError::new(&self.source.name(), cause)
    }

    fn held(&self) -> Option<Held> {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn newer_than(&self, rejected: &HeaderValue) -> Option<HeaderValue> {
        self.held()
            .map(|held| held.header)
            .filter(|header| header != rejected)
    }

    /// The header, when there is no reason to ask the source.
    pub(crate) fn fresh(&self) -> Option<HeaderValue> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref()?;
        let now = Instant::now();
        let is_paused = held.pause_until.is_some_and(|until| now < until);
        let is_fresh = held.stale_at.is_none_or(|at| now < at)
            && held.is_good_for(EARLY, self.environment.now());
        (is_paused || is_fresh).then(|| held.header.clone())
    }
}

/// Shows the name of the source only.
impl fmt::Debug for TokenCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("TokenCache")
            .field(&self.source.name())
            .finish()
    }
}

#[cfg(test)]
mod tests;
