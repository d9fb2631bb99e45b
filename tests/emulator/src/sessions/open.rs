//! Opening sessions.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State as AppState;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::session::{Lease, Session, Target};
use crate::auth::Caller;
use crate::body::JsonBody;
use crate::clock::later;
use crate::error::ApiError;
use crate::number::Int64;
use crate::principal::{SandboxVerb, SessionVerb};
use crate::sandboxes;
use crate::timeline::State;
use crate::wire::check_tenant;
use crate::world::{App, World, key};

const DEFAULT_TTL: u64 = 900_000;
const MAX_TTL: u64 = 3_600_000;
const MAX_CHANNELS: usize = 8;
const SANDBOX_CHANNELS: &[&str] = &["stdio", "files"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewSession {
    tenant_id: Option<String>,
    target: Target,
    channels: Vec<String>,
    requested_ttl_ms: Option<Int64>,
}

pub(crate) async fn open(
    AppState(app): AppState<Arc<App>>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<NewSession>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let Some(tenant) = body.tenant_id else {
        return Err(ApiError::invalid("tenantId is missing"));
    };
    check_tenant(&tenant)?;
    let target = body.target;
    if target.service.is_some() == target.sandbox.is_some() {
        return Err(ApiError::invalid(
            "a session is on exactly one service or sandbox",
        ));
    }
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    check_permissions(&caller, &target, &body.channels)?;
    check_channels(&body.channels)?;

    let now = app.now();
    let mut world = app.world();
    let found = find(&mut world, &tenant, &target)?;
    let allowed = |channel: &String| found.channels.contains(&channel.as_str());
    if !body.channels.iter().all(allowed) {
        return Err(ApiError::invalid("the target does not have such a channel"));
    }
    let ttl = match body.requested_ttl_ms {
        Some(Int64(0)) => return Err(ApiError::invalid("requestedTtlMs is zero")),
        ttl => ttl.map_or(DEFAULT_TTL, |ttl| ttl.0.min(MAX_TTL)),
    };
    if found.moving {
        return Err(ApiError::conflict(
            "the service is being started or stopped",
        ));
    }
    let id = world.id("session", now);
    let session = Session {
        tenant,
        id: id.clone(),
        generation: 1,
        version: world.session_version(),
        created: now,
        updated: now,
        target,
        snapshot: found.snapshot,
        channels: body.channels,
        expires: later(now, Duration::from_millis(ttl)),
        lease: Lease::Open,
        end: None,
    };
    let json = session.json();
    world.sessions.insert(id, session);
    Ok((StatusCode::CREATED, Json(json)))
}

fn check_permissions(
    caller: &Caller,
    target: &Target,
    channels: &[String],
) -> Result<(), ApiError> {
    let (service, sandbox) = (target.service(), target.sandbox());
    caller.needs("the permission to open this session", |principal| {
        principal.session(SessionVerb::Open, None, service, sandbox)
    })?;
    caller.needs("the permission to use the target", |principal| {
        service.is_none_or(|name| principal.has_grant(name))
            && sandbox.is_none_or(|id| principal.sandbox(SandboxVerb::Get, id))
    })?;
    caller.needs("the permission to use these channels", |principal| {
        channels.iter().all(|channel| principal.channel(channel))
    })
}

fn check_channels(channels: &[String]) -> Result<(), ApiError> {
    if channels.is_empty() || channels.len() > MAX_CHANNELS {
        return Err(ApiError::invalid("a session has 1 to 8 channels"));
    }
    for (index, channel) in channels.iter().enumerate() {
        if channel.trim().is_empty() || channel.contains('/') {
            return Err(ApiError::invalid("a channel is not blank and has no slash"));
        }
        if channels[..index].contains(channel) {
            return Err(ApiError::invalid("a channel is named twice"));
        }
    }
    Ok(())
}

/// The target of a session that is being opened.
struct Found {
    channels: &'static [&'static str],
    snapshot: Value,
    moving: bool,
}

fn find(world: &mut World, tenant: &str, target: &Target) -> Result<Found, ApiError> {
    let now = Instant::now();
    let missing = || ApiError::not_found("the target of the session was not found");
    if let Some(name) = target.service() {
        let service = world
            .services
            .get_mut(&key(tenant, name))
            .ok_or_else(missing)?;
        let mut snapshot = json!({
            "name": service.name,
            "generation": service.generation,
            "backend": service.backend.kind(),
        });
        if let Some(provider) = service.backend.provider() {
            snapshot["provider"] = json!(provider);
        }
        return Ok(Found {
            channels: service.backend.channels(),
            snapshot: json!({ "service": snapshot }),
            moving: service.is_moving(now),
        });
    }
    let id = target.sandbox().unwrap_or_default();
    let sandbox = world
        .sandboxes
        .get_mut(&key(tenant, id))
        .ok_or_else(missing)?;
    if sandbox.state(now) != State::Ready {
        return Err(ApiError::conflict("the sandbox is not ready"));
    }
    Ok(Found {
        channels: SANDBOX_CHANNELS,
        snapshot: json!({ "sandbox": {
            "id": sandbox.id,
            "generation": sandboxes::GENERATION,
            "profile": sandbox.profile,
            "backend": sandbox.spec.backend,
        }}),
        moving: false,
    })
}
