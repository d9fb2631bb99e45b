//! What is wrong with a reply.

use serde_json::json;

use super::contract_exchanges::{
    TENANTS, WEB, breaks, empty, envelope, keeps, reply, reply_json, request, request_json, service,
};

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
