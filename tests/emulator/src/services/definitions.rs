//! Listing, declaring and changing services.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::Service;
use super::definition::DefinitionBody;
use crate::auth::Caller;
use crate::body::JsonBody;
use crate::error::ApiError;
use crate::number::{Int32, Int64};
use crate::page::page;
use crate::principal::DefinitionVerb;
use crate::wire::{check_name, check_same_tenant, check_tenant};
use crate::world::{App, key};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PageQuery {
    limit: Option<Int32>,
    page_token: Option<String>,
}

pub(crate) async fn list(
    State(app): State<Arc<App>>,
    Path(tenant): Path<String>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    check_tenant(&tenant)?;
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to list services", |principal| {
        principal.any_definition(DefinitionVerb::List)
    })?;
    let may =
        |verb, service: &Service| caller.may(|principal| principal.definition(verb, &service.name));
    let world = app.world();
    let services = world
        .services
        .values()
        .filter(|service| service.tenant == tenant && may(DefinitionVerb::List, service))
        .map(|service| (service.name.as_str(), service));
    let token = query.page_token.as_deref();
    let render = |service: &Service| service.json(may(DefinitionVerb::Inspect, service));
    Ok(page(
        "services",
        &tenant,
        query.limit,
        token,
        services,
        render,
    ))
}

pub(crate) async fn create(
    State(app): State<Arc<App>>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DefinitionBody>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    check_tenant(&tenant)?;
    check_same_tenant(body.metadata.tenant_id.as_deref(), &tenant)?;
    let name = body.metadata.name.unwrap_or_default();
    if name.is_empty() {
        return Err(ApiError::invalid("metadata.name is missing"));
    }
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to create this service", |principal| {
        principal.definition(DefinitionVerb::Create, &name)
    })?;
    check_name("service name", &name)?;
    let mut backend = body.spec.backend;
    backend.admit(&tenant, &name, &app.options)?;

    let now = app.now();
    let mut world = app.world();
    let key = key(&tenant, &name);
    if world.services.contains_key(&key) {
        return Err(ApiError::already_exists(format!("service {name}")));
    }
    let service = Service {
        tenant,
        name,
        generation: 1,
        version: world.definition_version(),
        created: now,
        updated: now,
        labels: body.metadata.labels.unwrap_or_default(),
        backend,
        runtime: None,
    };
    let json = service.json(true);
    world.services.insert(key, service);
    Ok((StatusCode::CREATED, Json(json)))
}

pub(crate) async fn update(
    State(app): State<Arc<App>>,
    Path((tenant, name)): Path<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DefinitionBody>,
) -> Result<Json<Value>, ApiError> {
    check_tenant(&tenant)?;
    check_same_tenant(body.metadata.tenant_id.as_deref(), &tenant)?;
    if body.metadata.name.is_some_and(|given| given != name) {
        return Err(ApiError::invalid(
            "the name in the body is not the one in the path",
        ));
    }
    let caller = Caller::of(&app, &headers)?;
    caller.within(&tenant)?;
    caller.needs("the permission to update this service", |principal| {
        principal.definition(DefinitionVerb::Update, &name)
    })?;
    check_name("service name", &name)?;
    let Some(Int64(generation)) = body.metadata.generation else {
        return Err(ApiError::invalid("metadata.generation is missing"));
    };
    let mut backend = body.spec.backend;
    backend.admit(&tenant, &name, &app.options)?;

    let mut world = app.world();
    let key = key(&tenant, &name);
    let service = world
        .services
        .get_mut(&key)
        .ok_or_else(|| ApiError::not_found(format!("service {name} not found")))?;
    if service.is_static() {
        return Err(ApiError::conflict("the static catalog cannot be changed"));
    }
    if service.generation != generation {
        return Err(ApiError::precondition(generation, service.generation));
    }
    let instant = Instant::now();
    if service.is_activating(instant) || service.is_running(instant) {
        return Err(ApiError::conflict("the service is running; stop it first"));
    }
    let version = world.definition_version();
    let service = world
        .services
        .get_mut(&key)
        .ok_or_else(|| ApiError::not_found(format!("service {name} not found")))?;
    service.generation += 1;
    service.version = version;
    service.updated = app.now();
    service.labels = body.metadata.labels.unwrap_or_default();
    service.backend = backend;
    Ok(Json(service.json(true)))
}
