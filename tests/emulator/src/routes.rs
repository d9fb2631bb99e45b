//! Which handler serves which route, and what the operation is called.

use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, post};

use crate::pipeline::pipeline;
use crate::world::App;
use crate::{docs, sandboxes, services, sessions, tenants};

const HEALTH: &str = "/health";
const TENANTS: &str = "/api/tenants";
const TENANT: &str = "/api/tenants/{tenant}";
const SERVICES: &str = "/api/tenants/{tenant}/services";
const SERVICE: &str = "/api/tenants/{tenant}/services/{name}";
const START: &str = "/api/tenants/{tenant}/services/{name}/start";
const STOP: &str = "/api/tenants/{tenant}/services/{name}/stop";
const RESTART: &str = "/api/tenants/{tenant}/services/{name}/restart";
const SANDBOXES: &str = "/api/tenants/{tenant}/sandboxes";
const SANDBOX: &str = "/api/tenants/{tenant}/sandboxes/{id}";
const SANDBOX_STOP: &str = "/api/tenants/{tenant}/sandboxes/{id}/stop";
const SESSIONS: &str = "/api/sessions";
const SESSION: &str = "/api/sessions/{id}";
const SESSION_CLOSE: &str = "/api/sessions/{id}/close";

pub(crate) fn router(app: Arc<App>) -> Router {
    let contract = Router::new()
        .route(HEALTH, get(tenants::health))
        .route(TENANTS, get(tenants::list).post(tenants::create))
        .route(TENANT, delete(tenants::delete))
        .route(SERVICES, get(services::list).post(services::create))
        .route(
            SERVICE,
            get(services::get)
                .put(services::update)
                .delete(services::delete),
        )
        .route(START, post(services::start))
        .route(STOP, post(services::stop))
        .route(RESTART, post(services::restart))
        .route(SANDBOXES, get(sandboxes::list).post(sandboxes::create))
        .route(SANDBOX, get(sandboxes::get))
        .route(SANDBOX_STOP, post(sandboxes::stop))
        .route(SESSIONS, get(sessions::list).post(sessions::open))
        .route(SESSION, get(sessions::get))
        .route(SESSION_CLOSE, post(sessions::close))
        .layer(from_fn_with_state(Arc::clone(&app), pipeline));
    // In this order, so that unknown paths are answered by the contract's side, with all that goes with it.
    docs::routes().merge(contract).with_state(app)
}

/// The operation id of a route.
pub(crate) fn operation(method: &Method, path: &str) -> Option<&'static str> {
    Some(match (method.as_str(), path) {
        ("GET", HEALTH) => "health_get",
        ("GET", TENANTS) => "tenants_list",
        ("POST", TENANTS) => "tenants_create",
        ("DELETE", TENANT) => "tenants_delete",
        ("GET", SERVICES) => "services_list",
        ("POST", SERVICES) => "services_create",
        ("GET", SERVICE) => "services_get",
        ("PUT", SERVICE) => "services_update",
        ("DELETE", SERVICE) => "services_delete",
        ("POST", START) => "services_start",
        ("POST", STOP) => "services_stop",
        ("POST", RESTART) => "services_restart",
        ("GET", SANDBOXES) => "sandboxes_list",
        ("POST", SANDBOXES) => "sandboxes_create",
        ("GET", SANDBOX) => "sandboxes_get",
        ("POST", SANDBOX_STOP) => "sandboxes_stop",
        ("GET", SESSIONS) => "sessions_list",
        ("POST", SESSIONS) => "sessions_open",
        ("GET", SESSION) => "sessions_get",
        ("POST", SESSION_CLOSE) => "sessions_close",
        _ => return None,
    })
}
