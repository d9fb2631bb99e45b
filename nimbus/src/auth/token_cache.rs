//! The token in use: kept while it is good, renewed beside the calls, and waited for only when there is none.

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

/// How long a source is left in peace after it gave nothing better than what is there already.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps the token of one source. Calls share it: reading it costs a lock, two clocks and the clone of a header.
pub(crate) struct TokenCache {
    source: Arc<dyn TokenSource>,
    /// Only its clock is used here.
    environment: Environment,
    /// How long the source may take to answer.
    timeout: Duration,
    state: RwLock<RefreshState>,
    flights: SingleFlight<TokenResponse>,
    /// The requests that renew the token while calls go on with the last one: they are nobody else's.
    renewals: Mutex<Vec<Renewal>>,
}

/// A request, and the task that drives it in place of a call.
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
    /// Why the last request failed, if it did.
    failure: Option<CredentialError>,
    /// How many requests were begun.
    requests: u64,
    /// Until when a rejected token is not worth another request, as the last one brought nothing newer.
    pause_until: Option<Instant>,
}

struct CachedToken {
    /// The request that it was the answer to. An older answer does not displace a newer one.
    number: u64,
    secret: Secret,
    header: AuthHeader,
    expires_at: Option<SystemTime>,
    refresh_at: Option<Instant>,
    /// Until when the token is used as it is, though it is due for a refresh or about to expire.
    pause_until: Option<Instant>,
}

impl CachedToken {
    fn is_valid_for(&self, margin: Duration, now: SystemTime) -> bool {
        self.expires_at
            .is_none_or(|at| now.checked_add(margin).is_some_and(|then| then < at))
    }
}

/// What the source answered to one request.
#[derive(Clone)]
struct TokenResponse {
    outcome: Result<AuthHeader, CredentialError>,
    /// The rejected token that the source was told of.
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

    /// Takes over the answer to a request, or a token from before the first one, whose number is 0. Gives the header of
    /// the newest token: this one, unless a later request was answered before.
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
            // A source may know no better than a token that is about to expire, or the clock here may be wrong.
            pause_until: Some(now + PAUSE),
        });
        Ok(header)
    }

    /// The header, when there is a token to go on with. Should it be time for another one, that is asked for meanwhile.
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

    /// The header with the token of this moment.
    pub(crate) async fn header(self: &Arc<Self>) -> Result<AuthHeader, CredentialError> {
        if let Some(header) = self.ready() {
            return Ok(header);
        }
        let outcome = self.request(None).await?.outcome;
        // Another runtime may have had more luck.
        outcome.or_else(|failure| self.ready().ok_or(failure))
    }

    /// After the server has rejected this header: the header with a newer token, if there is one.
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
            // A request that was in flight already may not have told the source what was rejected.
            if answer.rejected.as_ref() == Some(rejected) {
                let header = answer.outcome?;
                return Ok(Some(header).filter(|(_, header)| header != rejected));
            }
        }
    }

    /// Has the token renewed while the calls go on.
    fn renew(self: &Arc<Self>) {
        let request = self.flight(None);
        let mut renewals = self.renewals.lock().unwrap_or_else(PoisonError::into_inner);
        // A task is over with its request, or with its runtime.
        renewals.retain(|renewal| !renewal.task.is_finished());
        if !renewals
            .iter()
            .any(|renewal| renewal.request.ptr_eq(&request))
        {
            let task = tokio::spawn(request.clone()).abort_handle();
            renewals.push(Renewal { request, task });
        }
    }

    /// What comes of the request that is in flight, or of a new one.
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

    /// Notes that a request begins; gives its number, and the rejected token that the source is to be told of.
    fn begin(&self, rejected: Option<&HeaderValue>) -> (u64, Option<Secret>) {
        let mut state = self.write();
        state.requests += 1;
        let token = state.token.as_ref();
        let token = token.filter(|token| Some(&token.header.1) == rejected);
        (state.requests, token.map(|token| token.secret.clone()))
    }

    /// Records what the source has answered. A failure leaves the token as it is.
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
            // It is used for a while more, but not past its expiry.
            let left = token.expires_at.and_then(|at| at.duration_since(now).ok());
            token.pause_until = Some(Instant::now() + left.map_or(PAUSE, |left| left.min(PAUSE)));
            tracing::warn!(error = %failure, "no new token; the last one stays in use");
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

/// One request to the source. The cache may be gone by the time of the answer, with everybody who would want it.
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

/// Shows the name of the source only.
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
