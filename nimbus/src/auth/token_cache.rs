//! The cache of the current token. The token is renewed in the background, and calls wait only when there is none.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};
use std::time::{Duration, SystemTime};

use futures_util::FutureExt as _;
use reqwest::header::HeaderValue;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout};

use super::error::CredentialError;
use super::header::{AuthHeader, Unsendable};
use super::secret::Secret;
use super::token::{Token, TokenError, TokenRequest, TokenSource};
use crate::environment::Environment;
use crate::single_flight::{Flight, SingleFlight};
use crate::text::Rounded;

/// How long before its expiry a token is replaced.
const EXPIRY_MARGIN: Duration = Duration::from_secs(10);

/// How long to wait before asking a source again that returned nothing better than the current token.
const PAUSE: Duration = Duration::from_secs(1);

/// Caches the token of one source. All calls share it: reading it takes a lock, two clock readings and the clone of a
/// header.
pub(crate) struct TokenCache {
    source: Arc<dyn TokenSource>,
    /// Used only for its clock.
    environment: Environment,
    /// The time limit of a request to the source.
    timeout: Duration,
    state: RwLock<RefreshState>,
    flights: SingleFlight<TokenResponse>,
    /// The renewals in the background, while calls use the current token.
    renewals: Mutex<Vec<Renewal>>,
}

/// A request to the source, and the task that drives it, since no call does.
struct Renewal {
    request: Flight<TokenResponse>,
    task: AbortHandle,
}

impl Drop for Renewal {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(Default)]
struct RefreshState {
    token: Option<CachedToken>,
    /// The error of the last request, if it failed.
    failure: Option<CredentialError>,
    /// The number of requests that were started.
    requests: u64,
    /// Until when a rejected token does not cause another request, because the last one returned nothing newer.
    pause_until: Option<Instant>,
}

struct CachedToken {
    /// The number of the request that returned it. An older response does not replace a newer one.
    number: u64,
    secret: Secret,
    header: AuthHeader,
    expires_at: Option<SystemTime>,
    refresh_at: Option<Instant>,
    /// Until when the token is used without another request, although it is due for a refresh or about to expire.
    pause_until: Option<Instant>,
}

impl CachedToken {
    fn is_valid_for(&self, margin: Duration, now: SystemTime) -> bool {
        self.expires_at
            .is_none_or(|at| now.checked_add(margin).is_some_and(|then| then < at))
    }
}

/// The response of the source to one request.
#[derive(Clone)]
struct TokenResponse {
    outcome: Result<AuthHeader, CredentialError>,
    /// The rejected token that was passed to the source.
    rejected: Option<HeaderValue>,
}

impl TokenCache {
    pub(crate) fn new(
        source: Arc<dyn TokenSource>,
        environment: Environment,
        timeout: Duration,
    ) -> Self {
        Self {
            source,
            environment,
            timeout,
            state: RwLock::default(),
            flights: SingleFlight::default(),
            renewals: Mutex::default(),
        }
    }

    /// Stores the response to a request, or a token from before the first request, whose number is 0. Returns the
    /// header of the newest token: this one, unless a later request was answered earlier.
    pub(super) fn insert(&self, number: u64, token: &Token) -> Result<AuthHeader, Unsendable> {
        let header = token.header()?;
        let now = Instant::now();
        let mut state = self.write();
        if let Some(newer) = state.token.as_ref().filter(|token| token.number > number) {
            return Ok(newer.header.clone());
        }
        state.token = Some(CachedToken {
            number,
            secret: token.secret.clone(),
            header: header.clone(),
            expires_at: token.expires_at,
            refresh_at: token.refresh_after.and_then(|age| now.checked_add(age)),
            // The source may have nothing better than a token that is about to expire, or the local clock may be wrong.
            pause_until: Some(now + PAUSE),
        });
        Ok(header)
    }

    /// Returns the header if there is a valid token. If a new one is due, requests it in the background.
    pub(crate) fn ready(self: &Arc<Self>) -> Option<AuthHeader> {
        let (header, is_due) = {
            let state = self.read();
            let token = state.token.as_ref()?;
            let now = Instant::now();
            if token.pause_until.is_some_and(|until| now < until) {
                return Some(token.header.clone());
            }
            let wall_clock = self.environment.now();
            if !token.is_valid_for(Duration::ZERO, wall_clock) {
                return None;
            }
            let is_due = token.refresh_at.is_some_and(|at| now >= at)
                || !token.is_valid_for(EXPIRY_MARGIN, wall_clock);
            (token.header.clone(), is_due)
        };
        if is_due {
            self.renew();
        }
        Some(header)
    }

    /// Returns the header with the current token, and requests one if necessary.
    pub(crate) async fn header(self: &Arc<Self>) -> Result<AuthHeader, CredentialError> {
        if let Some(header) = self.ready() {
            return Ok(header);
        }
        let outcome = self.request(None).await?.outcome;
        // A request on another runtime may have succeeded.
        outcome.or_else(|failure| self.ready().ok_or(failure))
    }

    /// Returns the header with a newer token after the server has rejected this one, if there is a newer token.
    pub(crate) async fn refresh(
        self: &Arc<Self>,
        rejected: &HeaderValue,
    ) -> Result<Option<AuthHeader>, CredentialError> {
        loop {
            {
                let state = self.read();
                let newer = state.token.as_ref().map(|token| &token.header);
                if let Some(newer) = newer.filter(|(_, newer)| newer != rejected) {
                    return Ok(Some(newer.clone()));
                }
                if state
                    .pause_until
                    .is_some_and(|until| Instant::now() < until)
                {
                    return state.failure.clone().map_or(Ok(None), Err);
                }
            }
            let answer = self.request(Some(rejected)).await?;
            // A request that was already in flight may not have passed the rejected token to the source.
            if answer.rejected.as_ref() == Some(rejected) {
                let header = answer.outcome?;
                return Ok(Some(header).filter(|(_, header)| header != rejected));
            }
        }
    }

    /// Renews the token in the background.
    fn renew(self: &Arc<Self>) {
        let request = self.flight(None);
        let mut renewals = self.renewals.lock().unwrap_or_else(PoisonError::into_inner);
        // A task ends with its request or with its runtime.
        renewals.retain(|renewal| !renewal.task.is_finished());
        if !renewals
            .iter()
            .any(|renewal| renewal.request.ptr_eq(&request))
        {
            let task = tokio::spawn(request.clone()).abort_handle();
            renewals.push(Renewal { request, task });
        }
    }

    /// Waits for the request that is in flight, or for a new one.
    async fn request(
        self: &Arc<Self>,
        rejected: Option<&HeaderValue>,
    ) -> Result<TokenResponse, CredentialError> {
        let answer = self.flight(rejected).await;
        answer.ok_or_else(|| self.error("panicked"))
    }

    fn flight(self: &Arc<Self>, rejected: Option<&HeaderValue>) -> Flight<TokenResponse> {
        self.flights.join(self.timeout, || {
            let (source, cache) = (Arc::clone(&self.source), Arc::downgrade(self));
            ask(source, self.timeout, cache, rejected.cloned())
        })
    }

    /// Records the start of a request. Returns its number, and the rejected token to pass to the source.
    fn begin(&self, rejected: Option<&HeaderValue>) -> (u64, Option<Secret>) {
        let mut state = self.write();
        state.requests += 1;
        let token = state.token.as_ref();
        let token = token.filter(|token| Some(&token.header.1) == rejected);
        (state.requests, token.map(|token| token.secret.clone()))
    }

    /// Records the response of the source. A failure leaves the token as it is.
    fn record(
        &self,
        number: u64,
        rejected: Option<&HeaderValue>,
        token: Result<Token, TokenError>,
    ) -> Result<AuthHeader, CredentialError> {
        let outcome = token.map_err(|cause| self.error(cause));
        let outcome = outcome.and_then(|token| {
            let header = self.insert(number, &token);
            header.map_err(|fault| self.error(format!("the token {fault}")))
        });
        let now = self.environment.now();
        let mut state = self.write();
        state.failure = outcome.as_ref().err().cloned();
        let is_newer = matches!(&outcome, Ok((_, header)) if Some(header) != rejected);
        if rejected.is_some() && !is_newer {
            state.pause_until = Some(Instant::now() + PAUSE);
        }
        if let (Err(failure), Some(token)) = (&outcome, &mut state.token)
            && token.is_valid_for(Duration::ZERO, now)
        {
            // The last token is used for a while longer, but not past its expiry.
            let left = token.expires_at.and_then(|at| at.duration_since(now).ok());
            token.pause_until = Some(Instant::now() + left.map_or(PAUSE, |left| left.min(PAUSE)));
            tracing::warn!(error = %failure, "could not get a new token; the last one stays in use");
        }
        outcome
    }

    fn error(&self, cause: impl Into<TokenError>) -> CredentialError {
        CredentialError::new(&self.source.name(), cause)
    }

    fn read(&self) -> RwLockReadGuard<'_, RefreshState> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, RefreshState> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes one request to the source. The cache may have been dropped by the time of the response.
async fn ask(
    source: Arc<dyn TokenSource>,
    limit: Duration,
    cache: Weak<TokenCache>,
    rejected: Option<HeaderValue>,
) -> TokenResponse {
    let begin = |cache: Arc<TokenCache>| cache.begin(rejected.as_ref());
    let (number, secret) = cache.upgrade().map(begin).unwrap_or_default();
    let request = TokenRequest { rejected: secret };
    let token = AssertUnwindSafe(async { source.token(request).await }).catch_unwind();
    let token = match timeout(limit, token).await {
        Ok(Ok(token)) => token,
        Ok(Err(_)) => Err("panicked".into()),
        Err(_) => Err(format!("gave no token within {}", Rounded(limit)).into()),
    };
    let outcome = match cache.upgrade() {
        Some(cache) => cache.record(number, rejected.as_ref(), token),
        None => Err(CredentialError::new(&source.name(), "is no longer in use")),
    };
    TokenResponse { outcome, rejected }
}

/// Shows only the name of the source.
impl fmt::Debug for TokenCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("TokenCache")
            .field(&self.source)
            .finish()
    }
}

#[cfg(test)]
mod tests;
