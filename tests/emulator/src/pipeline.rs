//! What every request passes through: recording, faults, the handler, the error envelope, the log.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::connection::Connection;
use crate::edited_json;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::fault::{Answer, Cut, Effect, RequestLine, Shape};
use crate::fault_header::{self, FAULT_HEADER};
use crate::routes;
use crate::shaped_body::ShapedBody;
use crate::world::App;

/// More than any handler reads, so that the handlers' own limit is the one that clients meet.
const READ_LIMIT: usize = 16 << 20;

pub(crate) async fn pipeline(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, READ_LIMIT).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "length limit exceeded").into_response();
    };
    let method = parts.method.clone();
    let target = parts
        .uri
        .path_and_query()
        .map_or_else(|| parts.uri.path().to_owned(), |target| target.to_string());
    let operation = parts
        .extensions
        .get::<MatchedPath>()
        .and_then(|path| routes::operation(&method, path.as_str()));
    let connection = parts
        .extensions
        .get::<Connection>()
        .cloned()
        .unwrap_or_default();
    let number = app.recorder.request(|| Exchange {
        method: method.clone(),
        target: target.clone(),
        operation,
        headers: parts.headers.clone(),
        body: body.clone(),
        status: None,
        response_headers: HeaderMap::new(),
        response_body: Bytes::new(),
    });
    let line = RequestLine {
        method: &method,
        target: &target,
        operation,
    };
    let effect = match effect(&app, &parts.headers, &line) {
        Ok(effect) => effect,
        Err(reason) => return (StatusCode::BAD_REQUEST, reason).into_response(),
    };

    if !effect.latency.is_zero() {
        tokio::time::sleep(effect.latency).await;
    }
    if effect.cut == Some(Cut::BeforeHandling) {
        log(&app, &method, &target, None, begun);
        connection.cut().await;
    }
    let mut response = match &effect.answer {
        Some(answer) if !effect.answer_late => answer_with(answer),
        late => {
            let request = Request::from_parts(parts, Body::from(body));
            let response = next.run(request).await;
            late.as_ref().map_or(response, answer_with)
        }
    };
    if let Some(error) = response.extensions().get::<Arc<ApiError>>().cloned() {
        response = error.envelope(app.next_request(), app.now());
    }
    if let Err(reason) = set_headers(response.headers_mut(), &effect.headers) {
        response = (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response();
    }

    let status = response.status().as_u16();
    let (mut head, body) = response.into_parts();
    let mut body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Some(changed) = edited_json::with_values(&body, &effect.values) {
        head.headers
            .insert(CONTENT_LENGTH, HeaderValue::from(changed.len()));
        body = changed;
    }
    if effect.cut == Some(Cut::AfterHandling) {
        log(&app, &method, &target, None, begun);
        connection.cut().await;
    }
    if let Some(number) = number {
        app.recorder.response(number, status, &head.headers, &body);
    }
    log(&app, &method, &target, Some(status), begun);
    send(head, body, &effect.shape)
}

/// The fault that the request asks for itself, or else the next one that waits for it.
fn effect(app: &App, headers: &HeaderMap, line: &RequestLine<'_>) -> Result<Effect, String> {
    match headers.get(FAULT_HEADER) {
        Some(value) => match value.to_str() {
            Ok(value) => fault_header::parse(value),
            Err(_) => Err(format!("{FAULT_HEADER}: not text")),
        },
        None => Ok(app.faults.take(line).unwrap_or_default()),
    }
}

fn answer_with(answer: &Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Body::from(answer.body.clone())).into_response();
    if let Some(value) = &answer.content_type
        && let Ok(value) = HeaderValue::from_str(value)
    {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}

fn set_headers(headers: &mut HeaderMap, wanted: &[(String, String)]) -> Result<(), String> {
    for (name, value) in wanted {
        let wrong = || format!("the fault's header `{name}: {value}` is not a header");
        let parsed = HeaderName::try_from(name).map_err(|_| wrong())?;
        let value = HeaderValue::try_from(value).map_err(|_| wrong())?;
        headers.insert(parsed, value);
    }
    Ok(())
}

fn send(mut head: axum::http::response::Parts, body: Bytes, shape: &Shape) -> Response {
    if matches!(shape, Shape::Whole) {
        return Response::from_parts(head, Body::from(body));
    }
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(head, Body::new(ShapedBody::new(body, shape)))
}

fn log(app: &App, method: &Method, target: &str, status: Option<u16>, begun: Instant) {
    if !app.options.log {
        return;
    }
    let status = status.map_or_else(|| "-".to_owned(), |status| status.to_string());
    eprintln!(
        "{method} {target} {status} {}us",
        begun.elapsed().as_micros()
    );
}
