//! Tenants, and the health of the server.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::auth::Caller;
use crate::error::ApiError;
use crate::wire::check_tenant;
use crate::world::App;

pub(crate) async fn health() -> Json<Value> {
    Json(json!({ "ok": true }))
}

/// Fields that are not known are let pass here, unlike everywhere else.
#[derive(Deserialize)]
pub(crate) struct NewTenant {
    id: String,
}

pub(crate) async fn create(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Json(body): Json<NewTenant>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    Caller::of(&app, &headers)?.operator_only()?;
    check_tenant(&body.id)?;
    if !app.world().tenants.insert(body.id.clone()) {
        return Err(ApiError::already_exists(format!("tenant {}", body.id)));
    }
    Ok((StatusCode::CREATED, Json(json!({ "id": body.id }))))
}

pub(crate) async fn list(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    Caller::of(&app, &headers)?.operator_only()?;
    Ok(Json(json!({ "tenants": app.world().tenants })))
}

/// Stops the tenant's services. Definitions, sandboxes and sessions stay.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    check_tenant(&tenant)?;
    Caller::of(&app, &headers)?.operator_only()?;
    let mut world = app.world();
    if !world.tenants.remove(&tenant) {
        return Err(ApiError::tenant_not_found(&tenant));
    }
    for ((owner, _), service) in &mut world.services {
        if *owner == tenant {
            service.runtime = None;
        }
    }
    drop(world);
    app.changed.notify_waiters();
    Ok(StatusCode::NO_CONTENT)
}
