//! The routes of sandboxes.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State as AppState};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::{Instant, sleep_until};

use super::SandboxSpec;
use super::sandbox::{Profile, Sandbox};
use crate::auth::Caller;
use crate::body::JsonBody;
use crate::error::ApiError;
use crate::number::Int32;
use crate::page::page;
use crate::principal::SandboxVerb;
use crate::timeline::{Instance, State, Timeline};
use crate::wire::{Labels, check_tenant, slug};
use crate::world::{App, StartFailure, key};

/// Sandboxes of one tenant that may be active at a time.
const QUOTA: usize = 64;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewSandbox {
    profile: Profile,
    spec: SandboxSpec,
    labels: Option<Labels>,
}

pub(crate) async fn create(
    AppState(app): AppState<Arc<App>>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    JsonBody(mut body): JsonBody<NewSandbox>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    check_tenant(&tenant)?;
    body.spec.check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to create sandboxes", |principal| {
        principal.any_sandbox(SandboxVerb::Create)
    })?;
    body.spec.check_owner(None)?;
    body.spec.check_backend(&app.options)?;
    body.spec.check_root()?;
    body.spec.check_image()?;

    let (now, time) = (Instant::now(), app.now());
    let mut world = app.world();
    let active = world
        .sandboxes
        .values_mut()
        .filter(|sandbox| sandbox.tenant == tenant)
        .filter_map(|sandbox| sandbox.is_active(now).then_some(()))
        .count();
    if active >= QUOTA {
        return Err(ApiError::exhausted(format!(
            "the tenant has {QUOTA} active sandboxes"
        )));
    }
    let failure = world.take_sandbox_failure();
    let end = match failure {
        Some(StartFailure::Launch) => {
            return Err(ApiError::internal(
                "the backend could not launch the sandbox",
            ));
        }
        Some(StartFailure::ImageRefused) => {
            return Err(ApiError::permission_denied(
                "the image policy refuses this image",
            ));
        }
        Some(StartFailure::Dies) => Some(State::Failed),
        Some(StartFailure::Hangs) => None,
        None => Some(State::Ready),
    };
    let id = world.id(&slug(body.spec.display_name().unwrap_or_default()), time);
    let instance = Instance {
        sandbox: id.clone(),
        port: 0,
    };
    let mut timeline = Timeline::new(now, State::Starting, &instance);
    if let Some(end) = end {
        timeline.then(now + app.options.sandbox_delay, end, &instance);
    }
    let mut sandbox = Sandbox {
        tenant: tenant.clone(),
        id: id.clone(),
        profile: body.profile,
        spec: body.spec,
        labels: body.labels.unwrap_or_default(),
        version: world.sandbox_version(),
        created: time,
        updated: time,
        seen: State::Starting,
        timeline: Some(timeline),
    };
    sandbox.refresh(now, time);
    let json = sandbox.json();
    world.sandboxes.insert((tenant, id), sandbox);
    Ok((StatusCode::CREATED, Json(json)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Filter {
    limit: Option<Int32>,
    page_token: Option<String>,
    status: Option<String>,
    label_key: Option<String>,
    label_value: Option<String>,
}

impl Filter {
    /// A label value without a label key says nothing.
    fn admits(&self, sandbox: &Sandbox) -> bool {
        let status = self
            .status
            .as_ref()
            .is_none_or(|status| status == sandbox.seen.name());
        let label = self.label_key.as_ref().is_none_or(|key| {
            let value = sandbox.labels.get(key);
            value.is_some() && (self.label_value.is_none() || value == self.label_value.as_ref())
        });
        status && label
    }
}

pub(crate) async fn list(
    AppState(app): AppState<Arc<App>>,
    Path(tenant): Path<String>,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to list sandboxes", |principal| {
        principal.any_sandbox(SandboxVerb::List)
    })?;
    let world = app.world();
    let sandboxes = world
        .sandboxes
        .values()
        .filter(|sandbox| sandbox.tenant == tenant && filter.admits(sandbox))
        .filter(|sandbox| caller.may(|principal| principal.sandbox(SandboxVerb::List, &sandbox.id)))
        .map(|sandbox| (sandbox.id.as_str(), sandbox));
    let (limit, token) = (filter.limit, filter.page_token.as_deref());
    Ok(page(
        "sandboxes",
        &tenant,
        limit,
        token,
        sandboxes,
        Sandbox::json,
    ))
}

fn unknown() -> ApiError {
    ApiError::route_not_found("sandbox not found")
}

pub(crate) async fn get(
    AppState(app): AppState<Arc<App>>,
    Path((tenant, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to read this sandbox", |principal| {
        principal.sandbox(SandboxVerb::Get, &id)
    })?;
    let key = key(&tenant, &id);
    let mut world = app.world();
    let sandbox = world.sandboxes.get_mut(&key).ok_or_else(unknown)?;
    if sandbox.timeline.is_none() {
        world.sandboxes.remove(&key);
        return Err(unknown());
    }
    sandbox.refresh(Instant::now(), app.now());
    Ok(Json(sandbox.json()))
}

pub(crate) async fn stop(
    AppState(app): AppState<Arc<App>>,
    Path((tenant, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to stop this sandbox", |principal| {
        principal.sandbox(SandboxVerb::Stop, &id)
    })?;
    let key = key(&tenant, &id);
    let now = Instant::now();
    let gone = {
        let mut world = app.world();
        let sandbox = world.sandboxes.get_mut(&key).ok_or_else(unknown)?;
        let state = sandbox.state(now);
        match &mut sandbox.timeline {
            None => return Err(unknown()),
            Some(_) if state == State::Stopped => now,
            Some(timeline) => timeline.stop(now, now, app.options.stop_delay()),
        }
    };
    if !app.options.answers_early {
        sleep_until(gone).await;
    }
    let mut world = app.world();
    let sandbox = world.sandboxes.get_mut(&key).ok_or_else(unknown)?;
    sandbox.refresh(Instant::now(), app.now());
    Ok(Json(sandbox.json()))
}
