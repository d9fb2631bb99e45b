//! What is wrong with a request that succeeded.

use http::Request;
use nimbus_conformance::contract::{check, document};
use serde_json::{Value, json};

use super::contract_exchanges::{
    SERVICES, TENANTS, WEB, breaks, empty, envelope, keeps, no_services, reply, reply_json,
    request, request_json, service,
};

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
    let session = document()
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
