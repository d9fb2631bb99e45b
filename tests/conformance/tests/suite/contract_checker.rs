//! Whether the contract checker notices: every rule of it is broken once. All tests that use it pass when it is blind.

use http::{Request, Response};
use nimbus_conformance::contract::{Checked, Schemas, Side, check, lower};
use nimbus_emulator::{Emulator, Fault};
use serde_json::{Value, json};

const SERVICE: &str = r#"{"name":"web","state":"ready","endpoints":[]}"#;
const ERROR: &str = r#"{"error":{"code":"op.conflict","message":"no","requestId":"r-1","timestamp":"2026-03-02T09:30:00Z","severity":"error","retryable":false,"detail":null}}"#;
const PAGE: &str = r#"{"metadata":{"tenantId":"demo","resourceVersion":"v","limit":100,"remainingCount":0},"items":[]}"#;

/// Request, reply, what the one violation says (`-` for none), and what is another text in the reply.
const EXCHANGES: &str = r#"
GET WEB | 200 json SERVICE | -
GET WEB | 200 json SERVICE | - | "endpoints" => "uptime":3,"endpoints"
POST WEB/start | 429 json ERROR | -
POST TENANTS {"id":"demo"} | 201 json {"id":"demo"} | -
POST TENANTS {"id":"demo","colour":"red"} | 201 json {"id":"demo"} | -
POST TENANTS {"id":"demo"} | 415 text/plain;charset=utf-8 no | -
DELETE TENANTS/demo | 204 | -
GET SERVICES?limit=2&pageToken=a+b | 200 json PAGE | -
GET WEB | 202 json SERVICE | services_get, 202: reply status
GET WEB | 503 json ERROR | -
GET WEB | 418 json ERROR | -
GET WEB | 200 text/html <p> | services_get, 200: reply content type: "text/html"
GET WEB | 404 text/plain gone | reply content type: "text/plain"
GET WEB | 200 | reply content type
GET WEB | 200 json { | reply body: it is not JSON
GET WEB | 200 json SERVICE | reply body at /endpoints: | [] => 3
GET WEB | 200 json SERVICE | reply body at /state: "dreaming" | "ready" => "dreaming"
GET WEB | 404 json ERROR | reply body at /error: "detail" | ,"detail":null =>
GET WEB | 404 json ERROR | reply body at /error: Additional properties are not allowed ('hint' | null => null,"hint":"x"
GET WEB | 409 json ERROR | - | null => {"anything":true}
GET WEB | 500 json ERROR | reply body at /error/timestamp | 00Z => 00+01:00
POST TENANTS {"id":"demo"} | 413 text/plain | tenants_create, 413: reply body
DELETE TENANTS/demo | 204 text/plain gone | tenants_delete, 204: reply body
GET TENANTS/_reserved/services/web | 200 json SERVICE | path parameter tenant
GET TENANTS/_reserved/services/web | 400 json ERROR | -
GET SERVICES/a%2Fb | 200 json SERVICE | path parameter name: "a/b"
GET SERVICES?limit=-1 | 200 json PAGE | query parameter limit: -1
GET SERVICES?limit=-1 | 400 text/plain no | -
GET SERVICES?limit=many | 200 json PAGE | query parameter limit
GET SERVICES?colour=red | 200 json PAGE | query parameter colour
GET SERVICES?limit=1&limit=2 | 200 json PAGE | query parameter limit: it is given twice
DELETE WEB | 204 | query parameter ifMatchGeneration: it is missing
DELETE WEB | 400 json ERROR | -
POST SERVICES {"metadata":3} | 422 text/plain no | -
POST TENANTS {"id":3} | 201 json {"id":"demo"} | request body at /id
POST TENANTS { | 201 json {"id":"demo"} | request body: it is not JSON
POST TENANTS | 201 json {"id":"demo"} | request content type
POST WEB/start {} | 200 json SERVICE | request body: the operation takes none
anonymous WEB | 200 json SERVICE | credential
anonymous WEB | 401 json ERROR | -
anonymous /health | 200 json {"ok":true} | -
GET /api/coffee | 404 | -
GET /api/coffee | 200 | GET /api/coffee, 200: reply status: the document has no such route, so 404
GET /api/coffee | 404 text/plain no | reply body
GET TENANTS//services | 404 | -
GET TENANTS/ | 404 | -
PATCH WEB | 405 | -
PATCH WEB | 404 | PATCH
PATCH WEB | 405 text/plain no | reply body
"#;

fn request(text: &str) -> Request<Vec<u8>> {
    let mut words = text.splitn(3, ' ');
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let body = words.next().unwrap_or_default();
    let mut request = Request::builder().uri(target);
    request = match method {
        "anonymous" => request,
        method => request.method(method).header("authorization", "Bearer x"),
    };
    if !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    request.body(body.into()).unwrap()
}

fn reply(text: &str) -> Response<Vec<u8>> {
    let mut words = text.splitn(3, ' ');
    let mut reply = Response::builder().status(words.next().unwrap());
    if let Some(media) = words.next() {
        reply = reply.header("content-type", media.replace("json", "application/json"));
    }
    let body = words.next().unwrap_or_default();
    reply.body(body.into()).unwrap()
}

#[test]
fn every_rule_about_an_exchange_is_noticed() {
    let mut wrong = Vec::new();
    for line in EXCHANGES.lines().filter(|line| !line.is_empty()) {
        let text = line
            .replace("WEB", "SERVICES/web")
            .replace("SERVICES", "TENANTS/demo/services")
            .replace("TENANTS", "/api/tenants");
        let cells: Vec<&str> = text.split('|').map(str::trim).collect();
        let mut answer = cells[1]
            .replace("SERVICE", SERVICE)
            .replace("ERROR", ERROR)
            .replace("PAGE", PAGE);
        if let Some(edit) = cells.get(3) {
            let (old, new) = edit.split_once("=>").unwrap();
            assert!(answer.contains(old.trim()), "{line}");
            answer = answer.replacen(old.trim(), new.trim(), 1);
        }
        let found = check(&request(cells[0]), Some(&reply(&answer)));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        let is_right = match (cells[2], &found[..]) {
            ("-", []) => true,
            (says, [said]) => said.contains(says),
            _ => false,
        };
        if !is_right {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let brew = Request::builder().method("BREW").uri("/coffee");
    assert!(check(&brew.body(Vec::new()).unwrap(), None).is_empty());
}

/// Schema, side, value, and where the one problem is (`-` for none).
const SCHEMAS: &str = r##"
{"type":"object","nullable":true} | request | null | -
{"type":"object","nullable":true} | request | "" |
{"type":"object"} | request | null |
{"type":"string","enum":["a"],"nullable":true} | request | null | -
{"type":"string","enum":["a"],"nullable":true} | request | "b" |
{"type":"integer","format":"int32","minimum":0} | request | 2147483647 | -
{"type":"integer","format":"int32","minimum":0} | request | 2147483648 |
{"type":"integer","format":"int32","minimum":0} | request | -1 |
{"type":"integer","format":"int64"} | request | 9223372036854775807 | -
{"type":"integer","format":"int64"} | request | 9223372036854775808 |
{"type":"string","format":"date-time"} | request | "2026-03-02T09:30:00Z" | -
{"type":"string","format":"date-time"} | request | "2026-03-02T09:30:00.123456789Z" | -
{"type":"string","format":"date-time"} | request | "2026-03-02T09:30:00+00:00" |
{"type":"string","format":"date-time"} | request | "2026-03-02 09:30:00Z" |
{"type":"string","format":"date-time"} | request | "2026-13-02T09:30:00Z" |
{"type":"object","properties":{"a":{"type":"string"}}} | request | {"a":"","b":1} | -
{"type":"object","properties":{"a":{"type":"string"}}} | reply | {"a":"","b":1} |
{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":true} | reply | {"b":1} | -
{"type":"array","items":{"$ref":"#/components/schemas/Pet"}} | reply | [{"kind":"dog","name":"Rex"}] | /0
{"$ref":"#/components/schemas/Pet"} | request | {"kind":"dog"} | -
{"$ref":"#/components/schemas/Pet"} | request | {"kind":"cat","lives":"nine"} | /lives
{"$ref":"#/components/schemas/Pet"} | request | {"kind":"bird"} | /kind
{"$ref":"#/components/schemas/Pet"} | request | {} |
{"$ref":"#/components/schemas/Pet"} | request | "dog" |
"##;

#[test]
fn every_rule_about_a_value_is_noticed() {
    let mapping = json!({ "cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog" });
    let pet = json!({
        "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
        "discriminator": { "propertyName": "kind", "mapping": mapping },
    });
    let kind = |name: &str| json!({ "type": "string", "enum": [name] });
    let cat = json!({ "kind": kind("cat"), "lives": { "type": "integer", "format": "int32" } });
    let schemas = Schemas::new(&json!({
        "Cat": { "type": "object", "required": ["kind", "lives"], "properties": cat },
        "Dog": { "type": "object", "required": ["kind"], "properties": { "kind": kind("dog") } },
        "Pet": pet,
    }));
    let schemas = schemas.unwrap();
    for line in SCHEMAS.lines().filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let side = match cells[1] {
            "reply" => Side::Reply,
            _ => Side::Request,
        };
        let problems = schemas.problems(&json(cells[0]), side, &json(cells[2]));
        let problems = problems.unwrap();
        let places: Vec<&str> = problems.iter().map(|(place, _)| place.as_str()).collect();
        match cells[3] {
            "-" => assert!(places.is_empty(), "{line}: {problems:?}"),
            place => assert!(places.contains(&place), "{line}: {problems:?}"),
        }
    }
    let mut forgetful = pet.clone();
    forgetful["discriminator"]["mapping"] = json!({ "cat": "#/components/schemas/Cat" });
    let unknown = json!({ "type": "object", "properties": { "a": { "allOf": [] } } });
    for refused in [&forgetful, &unknown, &json!({ "nullable": true })] {
        assert!(lower(refused, Side::Request).is_err(), "{refused}");
    }
}

/// An exchange that breaks the document; not through `Checked::fault`, which would exempt the reply.
async fn broken() -> Checked {
    let emulator = Checked::start().await;
    Emulator::fault(&emulator, Fault::next().answer(200));
    let coffee = format!("{}/api/coffee", emulator.endpoint());
    reqwest::get(coffee).await.unwrap();
    emulator
}

#[tokio::test]
#[should_panic(expected = "GET /api/coffee, 200: reply status")]
async fn an_exchange_that_breaks_the_document_fails_the_test() {
    drop(broken().await);
}

#[tokio::test]
#[should_panic(expected = "GET /api/coffee, 200: reply status")]
async fn exchanges_are_checked_before_they_are_forgotten() {
    let emulator = broken().await;
    emulator.clear_requests();
    unreachable!("it was not checked");
}

#[tokio::test]
async fn a_reply_that_a_fault_had_a_hand_in_is_exempt() {
    let emulator = Checked::start().await;
    emulator.fault(Fault::next().answer(418));
    let health = format!("{}/health", emulator.endpoint());
    let answer = reqwest::get(&health).await.unwrap();
    assert_eq!(answer.status(), 418);
    let asked = reqwest::Client::new().get(&health);
    let asked = asked.header(nimbus_emulator::FAULT_HEADER, "status=299");
    assert_eq!(asked.send().await.unwrap().status(), 299);
}
