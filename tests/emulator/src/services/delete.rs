//! Deleting services.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use tokio::time::{Instant, sleep_until};

use crate::auth::Caller;
use crate::error::ApiError;
use crate::number::Int64;
use crate::principal::DefinitionVerb;
use crate::sessions;
use crate::wire::{check_name, check_tenant};
use crate::world::{App, Key, key};

/// How long a forced delete waits for an activation to end.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeleteQuery {
    if_match_generation: Option<Int64>,
    force: Option<bool>,
}

pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Path((tenant, name)): Path<(String, String)>,
    Query(query): Query<DeleteQuery>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    let force = query.force.unwrap_or_default();
    caller.needs("the permission to delete this service", |principal| {
        if force {
            principal.definition(DefinitionVerb::ForceDelete, &name) && principal.has_grant(&name)
        } else {
            principal.definition(DefinitionVerb::Delete, &name)
        }
    })?;
    let Some(Int64(generation)) = query.if_match_generation else {
        return Err(ApiError::invalid("ifMatchGeneration is missing"));
    };
    check_name("service name", &name)?;

    let key = key(&tenant, &name);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut changed = pin!(app.changed.notified());
        // From here on a change is not missed, although nobody waits for it yet.
        changed.as_mut().enable();
        let Some(next) = attempt(&app, &key, generation, force)? else {
            app.changed.notify_waiters();
            return Ok(StatusCode::NO_CONTENT);
        };
        if Instant::now() >= deadline {
            return Err(ApiError::exhausted("the activation did not end in time"));
        }
        tokio::select! {
            () = sleep_until(next.map_or(deadline, |next| next.min(deadline))) => {}
            () = changed => {}
        }
    }
}

/// Deletes the service now, or says when the activation that is in the way goes on: `None` when it
/// was deleted, `Some(None)` when no end of the activation is known.
fn attempt(
    app: &App,
    key: &Key,
    generation: u64,
    force: bool,
) -> Result<Option<Option<Instant>>, ApiError> {
    let now = Instant::now();
    let mut world = app.world();
    let service = world
        .services
        .get_mut(key)
        .ok_or_else(|| ApiError::not_found(format!("service {} not found", key.1)))?;
    if service.is_static() {
        return Err(ApiError::conflict("the static catalog cannot be changed"));
    }
    if service.generation != generation {
        return Err(ApiError::precondition(generation, service.generation));
    }
    let running = service.is_running(now);
    if service.is_activating(now) {
        if !force {
            return Err(ApiError::conflict("the service is being activated"));
        }
        let next = service
            .runtime
            .as_ref()
            .and_then(|runtime| runtime.next(now));
        return Ok(Some(next));
    }
    let open = sessions::open_on_service(&mut world, key, app.now());
    if !force && !open.is_empty() {
        return Err(ApiError::conflict("the service has open sessions"));
    }
    if !force && running {
        return Err(ApiError::conflict("the service is running"));
    }
    for id in open {
        sessions::end(&mut world, &id, app.now(), "service_force_deleted");
    }
    world.services.remove(key);
    Ok(None)
}
