//! One test a step: a few lines of what the generator writes in, what is wanted out.

use openapiv3::OpenAPI;
use serde_json::{Value, json};

use super::*;
use crate::catalog;

fn file(code: &str) -> syn::File {
    syn::parse_file(code).unwrap()
}

/// The code as one line, so that the tests do not depend on line breaks.
fn flat(code: &str) -> String {
    code.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(",)", ")")
        .replace("( ", "(")
}

fn printed(file: &syn::File) -> String {
    flat(&prettyplease::unparse(file))
}

fn document(schemas: &Value) -> OpenAPI {
    serde_json::from_value(json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a/{b}": {"post": {
            "operationId": "a_run", "summary": "Run", "x-retry": "guarded",
            "responses": {"201": {"description": "d"}, "404": {"description": "d"}},
        }}},
        "components": {"schemas": schemas},
    }))
    .unwrap()
}

/// The module `types` for these schemas, given what the generator makes of them.
fn types(schemas: &Value, generated: &str) -> Result<String> {
    let catalog = Catalog::read(&document(schemas))?;
    let file = file(generated);
    types::write(&found::items(&file), &catalog).map(|text| flat(&text))
}

/// A method as progenitor would write it, for an operation of [`document`] with these parts.
fn method(arguments: &str, operation: Value) -> Result<String> {
    let mut value = serde_json::to_value(document(&json!({}))).unwrap();
    let parts = operation.as_object().unwrap().clone();
    let described = value["paths"]["/a/{b}"]["post"].as_object_mut().unwrap();
    described.extend(parts);
    let operations = catalog::operations(&serde_json::from_value(value)?)?;
    let file = file(&format!(
        "/// A client.
        pub struct Client;
        impl Client {{
            /// Runs.
            pub async fn a_run<'a>(&'a self, {arguments}) -> Anything {{ anything() }}
        }}"
    ));
    let client = client::write(&found::items(&file), &operations)?;
    Ok(printed(&syn::parse2(client)?))
}

fn query(name: &str, required: bool) -> Value {
    json!({"name": name, "in": "query", "required": required, "schema": {"type": "string"}})
}

#[test]
fn a_method_builds_its_request_and_hands_it_on() {
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/A"}}});
    let code = method(
        "b: &'a str, page_size: ::std::option::Option<u32>, type_: bool, body: &'a types::A",
        json!({
            "parameters": [query("type", true), query("pageSize", false)],
            "requestBody": {"content": content},
            "responses": {"201": {"description": "d", "content": content}},
        }),
    )
    .unwrap();
    let expected = "/// Runs. pub async fn a_run<'a>(&'a self, b: &'a str, page_size: Option<u32>, \
        type_: bool, body: &'a types::A, ) -> Result<ResponseValue<types::A>, Error> { \
        let request = RequestBuilder::new(&self.base, &operations::A_RUN) .segment(\"b\", b)? \
        .query(\"pageSize\", page_size) .query(\"type\", Some(type_)) .json(body)?; \
        self.decoded(request).await }";
    assert!(code.contains(expected), "{code}");
}

#[test]
fn a_reply_without_a_body_is_not_decoded() {
    let code = method("b: &'a str", json!({})).unwrap();
    assert!(code.contains("Result<ResponseValue<()>, Error>"), "{code}");
    assert!(code.contains("self.empty(request).await"), "{code}");
}

#[test]
fn an_argument_that_gets_lost_is_an_error() {
    let with_query = json!({"parameters": [query("limit", false)]});
    for (arguments, operation, reason) in [
        ("c: &'a str", json!({}), "no argument for `b`"),
        ("b: &'a str, c: u32", json!({}), "an argument `c`"),
        ("b: &'a str", with_query, "no argument for `limit`"),
        (
            "(b, _): (&'a str, u32)",
            json!({}),
            "gives an argument no name",
        ),
    ] {
        let error = format!("{:#}", method(arguments, operation).unwrap_err());
        assert!(error.starts_with("the client's method a_run"), "{error}");
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn doc_comments_have_one_line_each() {
    let file = file("#[doc = \"One.\\n\\n\\nTwo.\\n    indented\\n\"] #[must_use] struct A;");
    let docs = docs::of(&found::structure(&found::items(&file), "A").unwrap().attrs);
    let file = syn::parse2(quote::quote!(#docs struct A;)).unwrap();
    assert_eq!(
        prettyplease::unparse(&file),
        "/// One.\n///\n/// Two.\n///    indented\nstruct A;\n"
    );
}

#[test]
fn fields_stand_in_the_order_of_the_document() {
    let schemas = json!({"A": {
        "type": "object", "description": "An A.", "required": ["aName"],
        "properties": {"aName": {"type": "string", "description": "Its name."}, "at": {"type": "string"}},
    }});
    let generated = r#"pub struct A {
        pub at: ::std::option::Option<::jiff::Timestamp>,
        #[serde(rename = "aName")] pub a_name: ::std::string::String,
    }"#;
    let code = types(&schemas, generated).unwrap();
    for expected in [
        "/// An A. #[derive(Clone, Debug, PartialEq, ::serde::Deserialize, ::serde::Serialize)] \
         #[serde(expecting = \"the object A\")]",
        "#[non_exhaustive] pub struct A { /// Its name. #[serde(rename = \"aName\")] pub a_name: String,",
        "schemars(with = \"Option<crate::json_schema::Timestamp>\") )] pub at: Option<::jiff::Timestamp>",
        "pub fn new(a_name: impl Into<String>) -> Self { Self { a_name: a_name.into(), at: None, }",
        "pub fn at(mut self, at: ::jiff::Timestamp) -> Self { self.at = Some(at); self }",
    ] {
        assert!(code.contains(expected), "{expected}\n{code}");
    }
}

#[test]
fn arguments_take_what_is_at_hand() {
    let schemas = json!({
        "A": {"type": "object", "properties": {}},
        "B": {"type": "object", "required": ["names", "kinds", "parts", "labels", "part", "count"], "properties": {
            "names": {"type": "string"}, "kinds": {"type": "string"}, "parts": {"type": "string"},
            "labels": {"type": "string"}, "part": {"type": "string"}, "count": {"type": "integer"},
        }},
        "Kind": {"type": "string", "enum": ["a"], "x-open": true},
    });
    let generated = "pub struct A {} pub struct B {
        pub names: ::std::vec::Vec<::std::string::String>,
        pub kinds: ::std::vec::Vec<::nimbus_api::types::Kind>,
        pub parts: ::std::vec::Vec<A>,
        pub labels: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
        pub part: A,
        pub count: u64,
    }";
    let code = types(&schemas, generated).unwrap();
    let expected = "pub fn new(count: u64, kinds: impl IntoIterator<Item = impl Into<Kind>>, \
        labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>, \
        names: impl IntoIterator<Item = impl Into<String>>, part: impl Into<A>, \
        parts: impl IntoIterator<Item = A>, ) -> Self";
    assert!(code.contains(expected), "{code}");
}

#[test]
fn an_object_of_optional_fields_has_a_default() {
    let schemas = json!({"A": {"type": "object", "properties": {"a": {"type": "string"}}}});
    let code = types(
        &schemas,
        "pub struct A { pub a: ::std::option::Option<bool> }",
    )
    .unwrap();
    assert!(code.contains("Debug, Default, PartialEq"), "{code}");
}

#[test]
fn debug_hides_what_may_hold_a_secret() {
    let schemas = json!({"A": {"type": "object", "required": ["env", "name"], "properties": {
        "env": {"type": "string", "x-sensitive": true}, "name": {"type": "string"},
    }}});
    let code = types(
        &schemas,
        "pub struct A { pub env: String, pub name: String }",
    )
    .unwrap();
    assert!(code.contains("#[derive(Clone, PartialEq"), "{code}");
    assert!(
        code.contains(
            r#"f.debug_struct("A") .field("env", &crate::redact::Redact::redacted(&self.env)) .field("name", &self.name) .finish()"#
        ),
        "{code}"
    );
}

#[test]
fn a_loose_object_keeps_the_rest_last() {
    let schemas = json!({"A": {"type": "object", "properties": {"z": {"type": "string"}}}});
    let generated = "pub struct A {
        #[serde(flatten)] pub extra: ::serde_json::Map<::std::string::String, ::serde_json::Value>,
        pub z: ::std::option::Option<bool>,
    }";
    let code = types(&schemas, generated).unwrap();
    for expected in [
        "Self { z: None, extra: ::serde_json::Map::new(), }",
        "#[serde(flatten)] pub extra: ::serde_json::Map<String, ::serde_json::Value>,",
    ] {
        assert!(code.contains(expected), "{expected}\n{code}");
    }
}

#[test]
fn a_struct_that_is_not_what_the_document_says_is_an_error() {
    let schemas = json!({"A": {"type": "object", "required": ["z"], "properties": {
        "z": {"type": "string"},
    }}});
    for (generated, reason) in [
        ("pub enum A {}", "no struct of the name A"),
        ("pub struct A(String);", "no field for `z`"),
        ("pub struct A { pub y: String }", "no field for `z`"),
        (
            "pub struct A { pub z: Option<String> }",
            "whether `z` may be left out",
        ),
        (
            "pub struct A { pub z: String, pub more: u32 }",
            "`more` is no property",
        ),
    ] {
        let error = format!("{:#}", types(&schemas, generated).unwrap_err());
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn enumerations_and_unions_are_calls_of_macros() {
    let schemas = json!({
        "State": {"type": "string", "description": "A state.", "enum": ["not_ready"], "x-open": true},
        "Root": {
            "description": "A root.",
            "oneOf": [{"$ref": "#/components/schemas/Image"}],
            "discriminator": {"propertyName": "kind", "mapping": {"image": "#/components/schemas/Image"}},
        },
        "Image": {
            "type": "object", "description": "An image.", "required": ["kind"],
            "properties": {"kind": {"type": "string", "enum": ["image"]}},
        },
        "Target": {"x-open": true, "oneOf": [{"$ref": "#/components/schemas/ByName"}]},
        "ByName": {
            "type": "object", "required": ["name"],
            "properties": {"name": {"$ref": "#/components/schemas/Name"}},
        },
        "Name": {"type": "object", "properties": {}},
    });
    let generated = "pub struct Image {} pub struct ByName { pub name: Name } pub struct Name {}";
    let code = types(&schemas, generated).unwrap();
    for expected in [
        r#"open_enum! { /// A state. State { /// `not_ready` on the wire. NotReady = "not_ready", } }"#,
        r#"tagged_union! { /// A root. Root, tag "kind", closed { /// An image. Image(Image) = "image", } }"#,
        r#"keyed_union! { Target, open { Name(Name) = "name", } }"#,
    ] {
        assert!(code.contains(expected), "{expected}\n{code}");
    }
    assert!(!code.contains("struct ByName"), "{code}");
}

#[test]
fn the_table_has_what_the_contract_says_of_an_operation() {
    let code =
        flat(&operations::write(&catalog::operations(&document(&json!({}))).unwrap()).unwrap());
    for expected in [
        "/// Run: `POST /a/{b}`. pub static A_RUN: Operation = Operation { \
         id: \"a_run\", method: \"POST\", path: \"/a/{b}\", success: 201, retry: RetrySafety::Guarded };",
        "pub static ALL: [&Operation; 1] = [&A_RUN];",
        "\"a_run\" => Some(&A_RUN),",
    ] {
        assert!(code.contains(expected), "{expected}\n{code}");
    }
}

#[test]
fn an_operation_without_a_rule_for_retries_is_refused() {
    let mut value = serde_json::to_value(document(&json!({}))).unwrap();
    value["paths"]["/a/{b}"]["post"]
        .as_object_mut()
        .unwrap()
        .remove("x-retry");
    let refused = catalog::operations(&serde_json::from_value(value).unwrap());
    let error = format!("{:#}", refused.err().unwrap());
    assert!(
        error.contains("a_run") && error.contains("x-retry"),
        "{error}"
    );
}

fn mocks_of(when: &str) -> Result<String> {
    let file = file(&format!(
        "pub struct ARunWhen(W);
        impl ARunWhen {{ {when} pub fn limit<T>(self, value: T) -> Self {{ todo() }} }}
        pub struct ARunThen(T);
        impl ARunThen {{
            pub fn not_found(self) -> Self {{ todo() }}
            pub fn client_error(self, status: u16) -> Self {{ todo() }}
        }}
        pub trait MockServerExt {{ fn a_run(&self); }}"
    ));
    let mut value = serde_json::to_value(document(&json!({}))).unwrap();
    value["paths"]["/a/{b}"]["post"]["parameters"] = json!([query("limit", false)]);
    let operations = catalog::operations(&serde_json::from_value(value)?)?;
    mocks(file, &operations).map(|text| flat(&text))
}

#[test]
fn mocks_match_names_literally() {
    let code = mocks_of("pub fn b(self, value: &str) -> Self { anything() }").unwrap();
    let body = "pub fn b(self, value: &str) -> Self { \
        Self(self.0.path_matches(crate::pattern(\"/a/{b}\", \"b\", &value.to_string()))) }";
    assert!(code.contains(body), "{code}");
    let error = mocks_of("").unwrap_err().to_string();
    assert!(
        error.contains("mock of a_run does not match `b`"),
        "{error}"
    );
}

#[test]
fn mocks_say_what_they_do() {
    let code = mocks_of("pub fn b(self, value: &str) -> Self { anything() }").unwrap();
    for text in [
        "Which requests of `a_run` to match.",
        "Only requests with this `b`.",
        "`limit`; with `None`, only those without it.",
        "What to answer to `a_run`.",
        "Answers with the status not found.",
        "Answers with a status of this class",
        "Mocks `a_run`:",
    ] {
        assert!(code.contains(text), "{text}: {code}");
    }
}
