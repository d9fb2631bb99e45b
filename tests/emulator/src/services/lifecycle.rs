//! Reading, starting, stopping and restarting services.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State as AppState};
use axum::http::HeaderMap;
use serde_json::Value;
use tokio::time::{Instant, sleep_until};

use super::BackendSpec;
use super::runtime::{LAG, launch, undeclared};
use crate::auth::Caller;
use crate::error::ApiError;
use crate::timeline::State;
use crate::wire::{check_name, check_tenant};
use crate::world::{App, Key, key};

/// How long a start may take.
const ACTIVATION_LIMIT: Duration = Duration::from_secs(10);

type Reply = Result<Json<Value>, ApiError>;
type ServicePath = Path<(String, String)>;

/// What every one of these routes checks first.
fn admit(app: &App, path: ServicePath, headers: &HeaderMap) -> Result<Key, ApiError> {
    let Path((tenant, name)) = path;
    check_tenant(&tenant)?;
    let caller = Caller::of(app, headers)?;
    caller.within(&tenant)?;
    check_name("service name", &name)?;
    caller.needs("a grant of this service", |principal| {
        principal.has_grant(&name)
    })?;
    Ok(key(&tenant, &name))
}

pub(crate) async fn get(
    AppState(app): AppState<Arc<App>>,
    path: ServicePath,
    headers: HeaderMap,
) -> Reply {
    let key = admit(&app, path, &headers)?;
    let mut world = app.world();
    let service = world.services.get_mut(&key).ok_or_else(undeclared)?;
    Ok(Json(service.observe(Instant::now())))
}

pub(crate) async fn start(
    AppState(app): AppState<Arc<App>>,
    path: ServicePath,
    headers: HeaderMap,
) -> Reply {
    let key = admit(&app, path, &headers)?;
    let now = Instant::now();
    let id = {
        let mut world = app.world();
        check_startable(&app, world.services.get(&key))?;
        let service = world.services.get_mut(&key).ok_or_else(undeclared)?;
        let current = service.current(now);
        let coming = service.is_activating(now);
        let last = service
            .runtime
            .as_ref()
            .and_then(|runtime| runtime.last())
            .cloned();
        match (current, last) {
            // Already here, or on its way.
            (Some(step), Some(last)) if coming || step.state.is_running() => last.instance.sandbox,
            (Some(step), _) if step.state == State::Stopping => {
                let gone = service
                    .runtime
                    .as_ref()
                    .and_then(|runtime| runtime.next(now));
                launch(&app, &mut world, &key, gone.unwrap_or(now))?
            }
            _ => {
                service.runtime = None;
                launch(&app, &mut world, &key, now)?
            }
        }
    };
    finish(&app, &key, &id, now + ACTIVATION_LIMIT).await
}

pub(crate) async fn restart(
    AppState(app): AppState<Arc<App>>,
    path: ServicePath,
    headers: HeaderMap,
) -> Reply {
    let key = admit(&app, path, &headers)?;
    let now = Instant::now();
    let (id, launched) = {
        let mut world = app.world();
        check_startable(&app, world.services.get(&key))?;
        let service = world.services.get_mut(&key).ok_or_else(undeclared)?;
        let alive = service
            .current(now)
            .is_some_and(|step| step.state != State::Failed);
        let at = match &mut service.runtime {
            Some(runtime) if alive => {
                // Later servers go on showing the old instance for a moment.
                let lag = if app.options.answers_early {
                    LAG
                } else {
                    Duration::ZERO
                };
                runtime.stop(now, now + lag, app.options.stop_delay())
            }
            runtime => {
                *runtime = None;
                now
            }
        };
        (launch(&app, &mut world, &key, at)?, at)
    };
    app.changed.notify_waiters();
    finish(&app, &key, &id, launched + ACTIVATION_LIMIT).await
}

pub(crate) async fn stop(
    AppState(app): AppState<Arc<App>>,
    path: ServicePath,
    headers: HeaderMap,
) -> Reply {
    let key = admit(&app, path, &headers)?;
    let now = Instant::now();
    let (gone, mut reply) = {
        let mut world = app.world();
        let service = world.services.get_mut(&key).ok_or_else(undeclared)?;
        let step = service
            .current(now)
            .filter(|step| step.state != State::Failed)
            .ok_or_else(undeclared)?;
        let reply = service.view(Some((State::Stopped, &step.instance)));
        let runtime = service.runtime.as_mut().ok_or_else(undeclared)?;
        (runtime.stop(now, now, app.options.stop_delay()), reply)
    };
    app.changed.notify_waiters();
    if app.options.answers_early {
        if let Some(service) = app.world().services.get_mut(&key) {
            reply = service.observe(Instant::now());
        }
    } else {
        sleep_until(gone).await;
    }
    Ok(Json(reply))
}

/// Only sandboxes of the server's own kind can be launched.
fn check_startable(app: &App, service: Option<&super::Service>) -> Result<(), ApiError> {
    match &service.ok_or_else(undeclared)?.backend {
        BackendSpec::Sandbox { sandbox } => {
            sandbox.check_backend(&app.options)?;
            sandbox.check_root()?;
            sandbox.check_image()
        }
        BackendSpec::BuiltIn { .. } | BackendSpec::External { .. } => Err(ApiError::invalid(
            "only services with a sandbox can be started",
        )),
    }
}

/// Waits until the instance `id` is ready, has died or was taken away.
async fn finish(app: &App, key: &Key, id: &str, deadline: Instant) -> Reply {
    loop {
        let mut changed = pin!(app.changed.notified());
        // From here on a change is not missed, although nobody waits for it yet.
        changed.as_mut().enable();
        let now = Instant::now();
        let next = {
            let mut world = app.world();
            let service = world.services.get_mut(key).ok_or_else(undeclared)?;
            let here = service.current(now);
            let coming = service.runtime.as_ref().is_some_and(|r| r.holds(id));
            let waiting = match &here {
                Some(step) if step.instance.sandbox == id => {
                    matches!(step.state, State::Starting | State::NotReady)
                }
                _ => coming,
            };
            if app.options.answers_early || !waiting {
                return Ok(Json(if coming {
                    service.observe(now)
                } else {
                    service.view(None)
                }));
            }
            service
                .runtime
                .as_ref()
                .and_then(|runtime| runtime.next(now))
        };
        if now >= deadline {
            return Err(ApiError::exhausted(
                "the service did not become ready in time",
            ));
        }
        tokio::select! {
            () = sleep_until(next.map_or(deadline, |next| next.min(deadline))) => {}
            () = changed => {}
        }
    }
}
