//! One test a step: a few lines of what the generator writes in, what is wanted out.

use openapiv3::OpenAPI;
use serde_json::{Value, json};

use super::*;

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
    types::write(file(generated).items, &catalog).map(|text| flat(&text))
}

#[test]
fn a_module_is_taken_with_its_items() {
    let mut file = file("mod types { struct A; } struct Client;");
    assert_eq!(client::take_module(&mut file, "types").unwrap().len(), 1);
    assert_eq!(printed(&file), "struct Client;");
    assert!(client::take_module(&mut file, "types").is_err());
}

#[test]
fn of_the_client_the_struct_and_the_methods_are_left() {
    let mut file = file(
        "pub use progenitor_client::Error;
        pub struct Client { baseurl: String, client: reqwest::Client, inner: crate::Inner }
        impl Client { pub fn new() {} }
        impl ClientInfo<crate::Inner> for Client { fn client(&self) {} }
        const _: () = {};
        impl Client { pub async fn a_run(&self) {} }",
    );
    client::trim(&mut file).unwrap();
    let expected = "use crate::request::Draft; use crate::{Error, ResponseValue}; \
        pub struct Client { pub(crate) base: std::sync::Arc<crate::reqwest::Url>, pub(crate) inner: crate::Inner, } \
        impl Client { pub async fn a_run(&self) {} }";
    assert_eq!(printed(&file), expected);
}

#[test]
fn types_are_named_from_inside_their_crate() {
    let mut file = file("fn f(a: Option<::nimbus_api::types::A>) {}");
    client::localize_types(&mut file);
    assert_eq!(printed(&file), "fn f(a: Option<types::A>) {}");
}

/// A method as the generator writes it, for the operation of [`document`].
fn method(arguments: &str, path: &str, request: &str, reply: &str) -> syn::File {
    file(&format!(
        "impl Client {{
            pub async fn a_run<'a>(&'a self, {arguments}) -> Result<ResponseValue<()>, Error> {{
                let url = format!(\"{{}}/a/{{}}\", self.baseurl, {path});
                let mut header_map = HeaderMap::with_capacity(1);
                header_map.append(HeaderName::from_static(\"api-version\"), V);
                let mut request = self.client.post(url){request}.headers(header_map).build()?;
                let info = OperationInfo {{ operation_id: \"a_run\" }};
                self.pre(&mut request, &info).await?;
                match response.status().as_u16() {{ 201u16 => {reply}, _ => Err(Error::E(response)) }}
            }}
        }}"
    ))
}

const B: &str = "encode_path(&b.to_string())";

#[test]
fn a_method_drafts_its_request_and_hands_it_on() {
    let mut file = method(
        "b: &'a str, page_size: Option<u32>, force: bool, body: &'a types::A",
        B,
        ".json(&body).query(&progenitor_client::QueryParam::new(\"pageSize\", &page_size))
         .query(&progenitor_client::QueryParam::new(\"force\", &force))",
        "ResponseValue::from_response(response).await",
    );
    calls::draft(&mut file, &document(&json!({}))).unwrap();
    let code = printed(&file);
    let body = "{ let draft = Draft::new(&self.base, &operations::A_RUN) .segment(\"b\", b)? \
        .query(\"pageSize\", page_size) .query(\"force\", Some(force)) .json(body)?; \
        self.decoded(draft).await }";
    assert!(code.contains(body), "{code}");
}

#[test]
fn a_reply_without_a_body_is_not_decoded() {
    let mut file = method("b: &'a str", B, "", "Ok(ResponseValue::empty(response))");
    calls::draft(&mut file, &document(&json!({}))).unwrap();
    assert!(printed(&file).contains("self.empty(draft).await"));
}

#[test]
fn an_argument_that_gets_lost_is_an_error() {
    let api = document(&json!({}));
    for (arguments, path, request) in [
        ("b: &'a str, if_match: &'a str", B, ""),
        ("b: &'a str", "encode_path(b)", ""),
        ("b: &'a str, c: u32", B, ".query(&c)"),
        ("c: &'a str", "encode_path(&c.to_string())", ""),
    ] {
        let reply = "ResponseValue::from_response(response).await";
        let mut file = method(arguments, path, request, reply);
        assert!(calls::draft(&mut file, &api).is_err(), "{arguments}");
    }
}

#[test]
fn every_operation_has_its_method() {
    let mut file = file("impl Client {}");
    assert!(calls::draft(&mut file, &document(&json!({}))).is_err());
}

#[test]
fn doc_comments_have_one_line_each() {
    let mut file = file("#[doc = \"One.\\n\\n\\nTwo.\\n    indented\\n\"] struct A;");
    docs::one_line_each(&mut file);
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
        "B": {"type": "object", "properties": {
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
    let schemas = json!({"A": {"type": "object", "properties": {
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
fn an_inline_object_must_get_a_name() {
    let schemas = json!({"A": {"type": "object", "properties": {}}});
    let error = types(&schemas, "pub struct A {} pub struct AInner {}")
        .unwrap_err()
        .to_string();
    assert!(error.contains("AInner"), "{error}");
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
    let code = flat(&operations::write(&document(&json!({}))).unwrap());
    for expected in [
        "/// Run: `POST /a/{b}`. pub static A_RUN: Operation = Operation { \
         id: \"a_run\", method: \"POST\", path: \"/a/{b}\", success: 201, retry: Retry::Guarded };",
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
    let error = operations::write(&serde_json::from_value(value).unwrap()).unwrap_err();
    let error = format!("{error:#}");
    assert!(
        error.contains("a_run") && error.contains("x-retry"),
        "{error}"
    );
}

#[test]
fn mocks_match_names_literally() {
    let mut file =
        file(r#"fn f() { let re = Regex::new(&format!("^/a/{}$", value.to_string())); }"#);
    mocks::match_paths_literally(&mut file).unwrap();
    let code = printed(&file);
    let call = "::regex::escape(& ::nimbus_api::path::encode(& value.to_string()))";
    assert!(code.contains(call), "{code}");
}

#[test]
fn mocks_say_what_they_do() {
    let mut file = file(
        r#"
        pub struct ServicesGetWhen(W);
        impl ServicesGetWhen {
            pub fn name(self, value: &str) -> Self { todo() }
            pub fn limit<T>(self, value: T) -> Self where T: Into<Option<u32>> { todo() }
        }
        impl ServicesGetThen {
            pub fn not_found(self) -> Self { Self(self.0.status(404u16)) }
            pub fn client_error(self, status: u16) -> Self { Self(self.0.status(status)) }
        }
        pub trait MockServerExt { fn services_get(&self); }
        "#,
    );
    mocks::document(&mut file);
    let code = printed(&file);
    for text in [
        "Which requests of `services_get` to match.",
        "Only requests with this `name`.",
        "with `None`, only those without it.",
        "Answers 404.",
        "Answers with a status of this class",
        "Mocks `services_get`:",
    ] {
        assert!(code.contains(text), "{text}: {code}");
    }
}
