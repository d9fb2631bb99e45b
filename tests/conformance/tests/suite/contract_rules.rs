//! Every rule of the contract checker, broken once.

use http::{Request, Response};
use nimbus_conformance::contract::{Checked, check};
use serde_json::{Value, json};

const WEB: &str = "/api/tenants/demo/services/web";
const SERVICES: &str = "/api/tenants/demo/services";
const TENANTS: &str = "/api/tenants";

fn request(method: &str, target: &str) -> Request<Vec<u8>> {
    let builder = Request::builder().method(method).uri(target);
    let builder = builder.header("authorization", "Bearer token");
    builder.body(Vec::new()).unwrap()
}

fn request_json(method: &str, target: &str, body: &Value) -> Request<Vec<u8>> {
    let mut request = request(method, target);
    let media = "application/json".parse().unwrap();
    request.headers_mut().insert("content-type", media);
    *request.body_mut() = body.to_string().into_bytes();
    request
}

fn reply(status: u16, media: &str, body: &str) -> Response<Vec<u8>> {
    let builder = Response::builder().status(status);
    let builder = builder.header("content-type", media);
    builder.body(body.as_bytes().to_vec()).unwrap()
}

fn reply_json(status: u16, body: &Value) -> Response<Vec<u8>> {
    reply(status, "application/json", &body.to_string())
}

fn empty(status: u16) -> Response<Vec<u8>> {
    Response::builder().status(status).body(Vec::new()).unwrap()
}

fn service() -> Value {
    json!({ "name": "web", "state": "ready", "endpoints": [] })
}

fn envelope() -> Value {
    json!({ "error": {
        "code": "op.conflict",
        "message": "no",
        "requestId": "ws-protocol-1",
        "timestamp": "2026-03-02T09:30:00Z",
        "severity": "error",
        "retryable": false,
        "detail": null,
    }})
}

fn no_services() -> Value {
    json!({
        "metadata": {
            "tenantId": "demo",
            "resourceVersion": "services:demo:0",
            "limit": 100,
            "remainingCount": 0,
        },
        "items": [],
    })
}

/// The one violation of an exchange, which has to say all of this.
#[track_caller]
fn breaks(request: &Request<Vec<u8>>, reply: &Response<Vec<u8>>, says: &[&str]) {
    let found = check(request, Some(reply));
    assert_eq!(found.len(), 1, "{found:#?}");
    let text = found[0].to_string();
    for part in says {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[track_caller]
fn keeps(request: &Request<Vec<u8>>, reply: &Response<Vec<u8>>) {
    let found = check(request, Some(reply));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_the_document_describes_is_no_violation() {
    keeps(&request("GET", WEB), &reply_json(200, &service()));
    keeps(
        &request("POST", &format!("{WEB}/start")),
        &reply_json(429, &envelope()),
    );
    let create = request_json("POST", TENANTS, &json!({ "id": "demo" }));
    keeps(&create, &reply_json(201, &json!({ "id": "demo" })));
    keeps(
        &create,
        &reply(415, "text/plain; charset=utf-8", "not JSON"),
    );
    keeps(&request("DELETE", "/api/tenants/demo"), &empty(204));
    let list = format!("{SERVICES}?limit=2&pageToken=a+b");
    keeps(&request("GET", &list), &reply_json(200, &no_services()));
}

#[test]
fn an_exchange_without_a_reply_is_not_judged() {
    assert!(check(&request("BREW", "/coffee"), None).is_empty());
}

#[test]
fn a_path_that_is_not_documented_is_answered_404_with_nothing() {
    let request = request("GET", "/api/coffee");
    keeps(&request, &empty(404));
    breaks(&request, &empty(200), &["GET /api/coffee", "200", "so 404"]);
    breaks(&request, &reply(404, "text/plain", "no"), &["reply body"]);
}

#[test]
fn an_empty_segment_is_no_parameter() {
    keeps(&request("GET", "/api/tenants//services"), &empty(404));
    keeps(&request("GET", "/api/tenants/"), &empty(404));
}

#[test]
fn a_method_that_is_not_documented_is_answered_405_with_nothing() {
    let request = request("PATCH", WEB);
    keeps(&request, &empty(405));
    breaks(&request, &empty(404), &["PATCH", "so 405"]);
    breaks(&request, &reply(405, "text/plain", "no"), &["reply body"]);
}

#[test]
fn a_status_has_to_be_documented() {
    breaks(
        &request("GET", WEB),
        &reply_json(202, &service()),
        &["services_get, 202", "reply status"],
    );
}

#[test]
fn a_status_of_a_documented_range_is_documented() {
    keeps(&request("GET", WEB), &reply_json(503, &envelope()));
    keeps(&request("GET", WEB), &reply_json(418, &envelope()));
}

#[test]
fn a_media_type_has_to_be_documented_for_the_status() {
    let get = request("GET", WEB);
    breaks(
        &get,
        &reply(200, "text/html", "<p>"),
        &["services_get, 200", "text/html"],
    );
    breaks(&get, &reply(404, "text/plain", "gone"), &["text/plain"]);
    breaks(&get, &empty(200), &["reply content type"]);
}

#[test]
fn a_json_body_has_to_be_json() {
    let answer = reply(200, "application/json", "{");
    breaks(&request("GET", WEB), &answer, &["reply body", "not JSON"]);
}

#[test]
fn a_json_body_has_to_fit_its_schema() {
    let mut body = service();
    body["endpoints"] =
        json!([{ "name": "http", "protocol": "tcp", "host": "::1", "port": 70_000 }]);
    breaks(
        &request("GET", WEB),
        &reply_json(200, &body),
        &[
            "services_get, 200: reply body at /endpoints/0/port: ",
            "70000",
        ],
    );
}

#[test]
fn a_field_that_is_missing_is_found() {
    let mut body = envelope();
    body["error"].as_object_mut().unwrap().remove("detail");
    breaks(
        &request("GET", WEB),
        &reply_json(404, &body),
        &["/error", "detail"],
    );
}

#[test]
fn a_field_that_is_not_documented_is_found() {
    let mut body = envelope();
    body["error"]["hint"] = json!("try again");
    breaks(
        &request("GET", WEB),
        &reply_json(404, &body),
        &["at /error", "'hint'"],
    );
}

#[test]
fn fields_that_are_not_listed_are_documented_where_the_schema_is_open() {
    let mut body = service();
    body["uptime"] = json!(3);
    keeps(&request("GET", WEB), &reply_json(200, &body));
    let mut body = envelope();
    body["error"]["detail"] = json!({ "anything": true });
    keeps(&request("GET", WEB), &reply_json(409, &body));
}

#[test]
fn an_enum_value_that_is_not_documented_is_found() {
    let mut body = service();
    body["state"] = json!("dreaming");
    breaks(
        &request("GET", WEB),
        &reply_json(200, &body),
        &["at /state", "dreaming"],
    );
}

#[test]
fn a_timestamp_that_is_not_in_utc_is_found() {
    let mut body = envelope();
    body["error"]["timestamp"] = json!("2026-03-02T09:30:00+01:00");
    breaks(
        &request("GET", WEB),
        &reply_json(500, &body),
        &["/error/timestamp"],
    );
}

#[test]
fn a_text_has_to_say_something() {
    let create = request_json("POST", TENANTS, &json!({ "id": "demo" }));
    breaks(
        &create,
        &reply(413, "text/plain", " "),
        &["tenants_create, 413", "reply body"],
    );
}

#[test]
fn a_204_has_no_body() {
    let delete = request("DELETE", "/api/tenants/demo");
    breaks(
        &delete,
        &reply(204, "text/plain", "gone"),
        &["tenants_delete, 204", "reply body"],
    );
}

#[test]
fn a_path_parameter_of_a_success_fits_its_schema() {
    let get = request("GET", "/api/tenants/_reserved/services/web");
    breaks(
        &get,
        &reply_json(200, &service()),
        &["path parameter tenant"],
    );
    keeps(&get, &reply_json(400, &envelope()));
    let get = request("GET", "/api/tenants/demo/services/a%2Fb");
    breaks(
        &get,
        &reply_json(200, &service()),
        &["path parameter name", "a/b"],
    );
}

#[test]
fn a_query_parameter_of_a_success_fits_its_schema() {
    let list = request("GET", &format!("{SERVICES}?limit=-1"));
    breaks(
        &list,
        &reply_json(200, &no_services()),
        &["query parameter limit", "-1"],
    );
    keeps(&list, &reply(400, "text/plain", "not a number"));
    let list = request("GET", &format!("{SERVICES}?limit=many"));
    breaks(
        &list,
        &reply_json(200, &no_services()),
        &["query parameter limit"],
    );
}

#[test]
fn a_query_parameter_of_a_success_is_known_and_given_once() {
    let list = request("GET", &format!("{SERVICES}?colour=red"));
    breaks(
        &list,
        &reply_json(200, &no_services()),
        &["query parameter colour"],
    );
    let list = request("GET", &format!("{SERVICES}?limit=1&limit=2"));
    breaks(
        &list,
        &reply_json(200, &no_services()),
        &["query parameter limit", "twice"],
    );
}

#[test]
fn a_query_parameter_that_is_required_is_there_when_the_request_succeeds() {
    let delete = request("DELETE", WEB);
    breaks(
        &delete,
        &empty(204),
        &["query parameter ifMatchGeneration", "missing"],
    );
    keeps(&delete, &reply_json(400, &envelope()));
}

#[test]
fn the_body_of_a_request_that_succeeds_fits_its_schema() {
    let create = |body: &Value| request_json("POST", "/api/sessions/session-1/close", body);
    let done = json!({ "reason": "done", "force": true });
    let found = check(&create(&done), Some(&reply_json(400, &envelope())));
    assert!(found.is_empty(), "{found:#?}");
    let mut bad = create(&done);
    breaks_in_request(&bad, "'force'");
    *bad.body_mut() = b"{".to_vec();
    breaks_in_request(&bad, "not JSON");
    bad.headers_mut().remove("content-type");
    breaks_in_request(&bad, "request content type");
}

#[track_caller]
fn breaks_in_request(request: &Request<Vec<u8>>, says: &str) {
    let session = nimbus_conformance::contract::document()
        .root
        .pointer("/components/examples/SessionClosed/value")
        .unwrap();
    breaks(request, &reply_json(200, session), &["request", says]);
}

#[test]
fn a_request_to_an_operation_without_a_body_has_none() {
    let start = request_json("POST", &format!("{WEB}/start"), &json!({}));
    breaks(
        &start,
        &reply_json(200, &service()),
        &["request body", "takes none"],
    );
}

#[test]
fn fields_that_are_not_listed_are_tolerated_in_a_new_tenant() {
    let create = request_json("POST", TENANTS, &json!({ "id": "demo", "colour": "red" }));
    keeps(&create, &reply_json(201, &json!({ "id": "demo" })));
}

#[test]
fn a_success_needs_a_credential_where_the_operation_does() {
    let mut get = request("GET", WEB);
    get.headers_mut().remove("authorization");
    breaks(&get, &reply_json(200, &service()), &["credential"]);
    keeps(&get, &reply_json(401, &envelope()));
    let mut health = request("GET", "/health");
    health.headers_mut().remove("authorization");
    keeps(&health, &reply_json(200, &json!({ "ok": true })));
}

#[tokio::test]
#[should_panic(expected = "GET /api/coffee, 200: reply status")]
async fn an_exchange_that_breaks_the_document_fails_the_test() {
    let emulator = Checked::start().await;
    // Not through the checked emulator, which would exempt the reply.
    let fault = nimbus_emulator::Fault::next().answer(200);
    nimbus_emulator::Emulator::fault(&emulator, fault.when(|line| line.target == "/api/coffee"));
    let endpoint = emulator.endpoint();
    reqwest::get(format!("{endpoint}/api/coffee"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_reply_that_a_fault_had_a_hand_in_is_exempt() {
    let emulator = Checked::start().await;
    emulator.fault(nimbus_emulator::Fault::next().answer(418));
    let endpoint = emulator.endpoint();
    let answer = reqwest::get(format!("{endpoint}/health")).await.unwrap();
    assert_eq!(answer.status(), 418);
    let fault = reqwest::Client::new().get(format!("{endpoint}/health"));
    let answer = fault.header(nimbus_emulator::FAULT_HEADER, "status=299");
    assert_eq!(answer.send().await.unwrap().status(), 299);
}
