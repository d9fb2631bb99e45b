//! The contract for people: the document, and a page to read it and to try it.
//!
//! The page is made by Scalar's API reference (MIT), whose one bundle is kept in `assets`, compressed, and served
//! as it is kept. It was chosen over Swagger UI, Stoplight Elements and `RapiDoc`: it shows unions, examples and
//! all statuses best, has search and code samples, works from the keyboard, and sends nothing elsewhere once it is
//! told so; only Swagger UI and `RapiDoc` are smaller. The crates that bring a viewer either load it from another
//! host, or bring Swagger UI with a web framework's integration. A file of our own needs neither npm nor a
//! network to build.

mod document;
mod origin;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::world::App;
use origin::Origin;

const PAGE: &str = include_str!("../../assets/reference.html");
const START: &str = include_str!("../../assets/reference.js");
const VIEWER: &[u8] = include_bytes!("../../assets/scalar.js.gz");

/// Nothing from elsewhere, nothing to elsewhere. The viewer writes its styles into the page.
const POLICY: &str = "default-src 'self'; script-src 'self'; connect-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// These routes are no part of the contract: they stay out of the record, the faults and the log.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/openapi.yaml", get(yaml))
        .route("/openapi.json", get(json))
        .route("/docs", get(page))
        .route("/docs/reference.js", get(start))
        .route("/docs/scalar.js", get(viewer))
}

/// The document as it is in the repository, to the byte.
async fn yaml() -> Response {
    answer("application/yaml", document::TEXT)
}

/// The document with this emulator for a server.
async fn json(State(app): State<Arc<App>>, request: Request) -> Response {
    match document::json(&Origin::of(&app, &request).url) {
        Ok(text) => answer("application/json", text),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response(),
    }
}

async fn page(State(app): State<Arc<App>>, request: Request) -> Response {
    let mut settings = json!({ "url": "/openapi.json" });
    if Origin::of(&app, &request).is_trusted
        && let Some(token) = app.options.tokens.first()
    {
        settings["authentication"] = json!({
            "preferredSecurityScheme": "bearer",
            "securitySchemes": { "bearer": { "token": token } },
        });
    }
    // A token with `</script>` in it must not end the block that it stands in.
    let settings = settings.to_string().replace('<', "\\u003c");
    let page = PAGE.replace("/* settings */", &settings);
    let policy = [(CONTENT_SECURITY_POLICY, POLICY)];
    (policy, answer("text/html; charset=utf-8", page)).into_response()
}

async fn start() -> Response {
    answer("text/javascript; charset=utf-8", START)
}

/// Compressed whatever the client says: every browser takes gzip, and nobody else asks for this.
async fn viewer() -> Response {
    let packed = [(CONTENT_ENCODING, "gzip")];
    (packed, answer("text/javascript; charset=utf-8", VIEWER)).into_response()
}

fn answer(content_type: &'static str, body: impl IntoResponse) -> Response {
    // The page may hold a token; and the next emulator on this port may be another version.
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_TYPE, content_type),
    ];
    (headers, body).into_response()
}
