//! Listing, reading and closing sessions.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::session::{Session, end, expire, expire_all};
use crate::auth::Caller;
use crate::body::JsonBody;
use crate::error::ApiError;
use crate::number::Int32;
use crate::page::page;
use crate::principal::SessionVerb;
use crate::wire::check_tenant;
use crate::world::{App, World};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Filter {
    tenant_id: Option<String>,
    limit: Option<Int32>,
    page_token: Option<String>,
    state: Option<String>,
}

pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Some(tenant) = filter.tenant_id else {
        return Err(ApiError::invalid("tenantId is missing"));
    };
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to list sessions", |principal| {
        principal.any_session(SessionVerb::List)
    })?;
    let mut world = app.world();
    expire_all(&mut world, &tenant, app.now());
    let sessions = world
        .sessions
        .values()
        .filter(|session| session.tenant == tenant)
        .filter(|session| {
            let wanted = filter.state.as_deref();
            wanted.is_none_or(|state| state == session.lease.name())
        })
        .filter(|session| {
            let (service, sandbox) = (session.target.service(), session.target.sandbox());
            caller.may(|principal| {
                principal.session(SessionVerb::List, Some(&session.id), service, sandbox)
            })
        })
        .map(|session| (session.id.as_str(), session));
    let (limit, token) = (filter.limit, filter.page_token.as_deref());
    Ok(page(
        "sessions",
        &tenant,
        limit,
        token,
        sessions,
        Session::json,
    ))
}

fn unknown() -> ApiError {
    ApiError::route_not_found("session not found")
}

/// The tenant that the session has to be of; `None` looks in all of them.
fn tenant_of(app: &App, caller: &Caller, uri: &Uri) -> Result<Option<String>, ApiError> {
    if let Caller::Application(principal) = caller {
        return Ok(Some(principal.tenant().to_owned()));
    }
    if !app.options.session_tenant_required {
        return Ok(None);
    }
    let query: Query<BTreeMap<String, String>> = Query::try_from_uri(uri).unwrap_or_default();
    match query.get("tenantId") {
        Some(tenant) => {
            check_tenant(tenant)?;
            Ok(Some(tenant.clone()))
        }
        None => Err(ApiError::invalid("tenantId is missing")),
    }
}

/// Looks for a session, and refuses who may not do `verb` with it. One of another tenant is as good
/// as none.
fn find(
    world: &World,
    caller: &Caller,
    tenant: Option<&str>,
    id: &str,
    verb: SessionVerb,
) -> Result<(), ApiError> {
    let session = world
        .sessions
        .get(id)
        .filter(|session| tenant.is_none_or(|tenant| tenant == session.tenant))
        .ok_or_else(unknown)?;
    let (service, sandbox) = (session.target.service(), session.target.sandbox());
    caller.needs("the permission for this session", |principal| {
        principal.session(verb, Some(id), service, sandbox)
    })
}

pub(crate) async fn get(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    let caller = Caller::of(&app, &headers)?;
    let tenant = tenant_of(&app, &caller, &uri)?;
    let mut world = app.world();
    find(&world, &caller, tenant.as_deref(), &id, SessionVerb::Get)?;
    expire(&mut world, &id, app.now());
    let session = world.sessions.get(&id).ok_or_else(unknown)?;
    Ok(Json(session.json()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseBody {
    reason: Option<String>,
}

pub(crate) async fn close(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CloseBody>,
) -> Result<Json<Value>, ApiError> {
    let caller = Caller::of(&app, &headers)?;
    let tenant = tenant_of(&app, &caller, &uri)?;
    let mut world = app.world();
    find(&world, &caller, tenant.as_deref(), &id, SessionVerb::Close)?;
    let now = app.now();
    expire(&mut world, &id, now);
    let reason = body.reason.unwrap_or_default();
    let reason = match reason.trim() {
        "" => "client_close",
        reason => reason,
    };
    end(&mut world, &id, now, reason);
    let session = world.sessions.get(&id).ok_or_else(unknown)?;
    Ok(Json(session.json()))
}
