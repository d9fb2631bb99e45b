//! One small document in, made of what can stand in a contract; the Rust that comes of each part out.

use openapiv3::OpenAPI;

use crate::{document, outputs};

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: { title: t, version: "1" }
paths:
  /z: { get: { operationId: z_get, x-retry: safe, responses: { "204": { description: d } } } }
  /a/{b}:
    post:
      operationId: a_run
      summary: Run
      description: "One.\n\n\nTwo.\n    indented\n"
      x-retry: guarded
      parameters:
        - { name: b, in: path, required: true, schema: { $ref: "#/components/schemas/Name" } }
        - { name: type, in: query, required: true, schema: { type: boolean } }
        - { name: pageSize, in: query, schema: { type: integer, format: int32, minimum: 0, default: 100 } }
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Sent" } } } }
      responses:
        "201": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } }
        "404": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Loose" } } } }
        "409":
          description: d
          content: { application/json: { schema: { $ref: "#/components/schemas/Loose" } }, text/plain: { schema: { type: string } } }
        4XX: { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Loose" } } } }
components:
  schemas:
    Name: { type: string, minLength: 1 }
    All:
      type: object
      description: All of it.
      additionalProperties: false
      required: [zName, names, kinds, parts, labels, part, count, int, port, signed, free, all, at, always, bounded]
      properties:
        zName: { $ref: "#/components/schemas/Name" }
        names: { type: array, items: { type: string }, minItems: 1, maxItems: 1, uniqueItems: true }
        kinds: { type: array, items: { $ref: "#/components/schemas/State" } }
        parts: { type: array, items: { $ref: "#/components/schemas/Loose" } }
        labels: { type: object, additionalProperties: { type: string } }
        part: { $ref: "#/components/schemas/Loose" }
        count: { type: integer, format: int64, minimum: 1 }
        int: { type: integer, format: int32, minimum: 0, maximum: 100 }
        port: { type: integer, format: int32, minimum: 0, maximum: 65535 }
        signed: { type: integer, format: int32, minimum: -1 }
        free: { type: integer, format: int64 }
        all: { type: array, items: { type: string, format: date-time } }
        at: { type: string, format: date-time, description: When. }
        always: { type: boolean, enum: [true] }
        bounded: { type: string, minLength: 1, maxLength: 2, pattern: a, default: a, title: T }
        never: { type: string, format: date-time, nullable: true }
        day: { type: string, format: date-time }
        list: { type: array, items: { type: string } }
        map: { type: object, additionalProperties: { type: string } }
        scalar: { type: string }
        root: { $ref: "#/components/schemas/Root" }
        target: { $ref: "#/components/schemas/Target" }
    Loose: { type: object, additionalProperties: true, properties: { z: { type: string } } }
    Sent:
      type: object
      additionalProperties: false
      required: [name]
      properties: { name: { type: string }, env: { type: string, x-sensitive: true }, mode: { $ref: "#/components/schemas/Mode" } }
    Mode: { type: string, enum: ["on"], x-open: true }
    State: { type: string, description: A state., enum: [not_ready, unknown], x-open: true }
    Root:
      description: A root.
      oneOf: [{ $ref: "#/components/schemas/Image" }, { $ref: "#/components/schemas/Nothing" }]
      discriminator: { propertyName: kind, mapping: { image: "#/components/schemas/Image", nothing: "#/components/schemas/Nothing" } }
    Image:
      type: object
      description: An image.
      required: [kind, name]
      properties: { kind: { type: string, enum: [image] }, name: { type: string } }
    Nothing: { type: object, required: [kind], properties: { kind: { type: string, enum: [nothing] } } }
    Target: { x-open: true, oneOf: [{ $ref: "#/components/schemas/ByName" }] }
    ByName: { type: object, required: [name], properties: { name: { $ref: "#/components/schemas/Loose" } } }
"##;

fn document(text: &str) -> OpenAPI {
    document::parse(text).unwrap()
}

/// Every line is somewhere in the code, whatever the line breaks and the commas at their ends.
fn assert_has(code: &str, lines: &[&str]) {
    let flat = |text: &str| {
        let text: String = text.split_whitespace().collect();
        text.replace(",)", ")")
            .replace(",>", ">")
            .replace(",}", "}")
    };
    for line in lines {
        assert!(flat(code).contains(&flat(line)), "{line}\n{code}");
    }
}

#[test]
fn methods_build_their_request_and_hand_it_on() {
    let code = outputs::client(&document(DOCUMENT)).unwrap();
    assert!(
        code.contains("/// One.\n    ///\n    /// Two.\n    ///    indented\n"),
        "{code}"
    );
    assert_has(
        &code,
        &[
            "pub async fn a_run<'a>(&'a self, b: &'a str, page_size: Option<u32>, type_: bool, \
             body: &'a types::Sent, ) -> Result<ResponseValue<types::All>, Error> { \
             let request = RequestBuilder::new(&self.base, &operations::A_RUN) .segment(\"b\", b)? \
             .query(\"pageSize\", page_size) .query(\"type\", Some(type_)) .json(body)?; \
             self.decoded(request).await }",
            "pub async fn z_get<'a>(&'a self) -> Result<ResponseValue<()>, Error> { \
             let request = RequestBuilder::new(&self.base, &operations::Z_GET); self.empty(request).await }",
            "/// Run: `POST /a/{b}`. pub static A_RUN: Operation = Operation { \
             id: \"a_run\", method: \"POST\", path: \"/a/{b}\", success: 201, retry: RetrySafety::Guarded };",
            "pub static ALL: [&Operation; 2] = [&Z_GET, &A_RUN];",
            "\"a_run\" => Some(&A_RUN)",
        ],
    );
}

#[test]
fn objects_have_what_the_document_says() {
    let code = outputs::client(&document(DOCUMENT)).unwrap();
    assert_has(
        &code,
        &[
            // The order is the document's, and so are the descriptions. What only responses carry is read as it comes.
            "/// All of it. #[derive(Clone, Debug, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)] \
             #[serde(expecting = \"the object All\")]",
            "#[non_exhaustive] pub struct All { #[serde(rename = \"zName\")] pub z_name: String, \
             #[serde(deserialize_with = \"crate::shown::null_is_empty\")] pub names: Vec<String>",
            "pub labels: ::std::collections::BTreeMap<String, String>",
            // Integers that cannot be negative are unsigned.
            "pub count: u64, pub int: u32, pub port: u16, pub signed: i32, pub free: i64",
            // All timestamps are of one type, and no constraint makes one.
            "pub all: Vec<::jiff::Timestamp>, /// When. \
             #[serde(deserialize_with = \"crate::shown::timestamp\")] \
             #[cfg_attr(feature = \"schemars\", schemars(with = \"crate::json_schema::Timestamp\"))] \
             pub at: ::jiff::Timestamp, pub always: bool, pub bounded: String",
            "schemars(with = \"Option<crate::json_schema::Timestamp>\") )] pub never: Option<::jiff::Timestamp>",
            "pub day: Option<::jiff::Timestamp>",
            // Empty and absent are told apart.
            "pub list: Option<Vec<String>>",
            "pub map: Option<::std::collections::BTreeMap<String, String>>",
            // Arguments take what is at hand.
            "pub fn new(z_name: impl Into<String>, names: impl IntoIterator<Item = impl Into<String>>, \
             kinds: impl IntoIterator<Item = impl Into<State>>, parts: impl IntoIterator<Item = Loose>, \
             labels: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>, part: impl Into<Loose>, \
             count: u64",
            "Self { z_name: z_name.into(), names: names.into_iter().map(Into::into).collect()",
            "pub fn day(mut self, day: ::jiff::Timestamp) -> Self { self.day = Some(day); self }",
            // Unknown fields of a loose object are kept, last, and not shown.
            "#[derive(Clone, Default, PartialEq, Eq, Hash, ::serde::Deserialize, ::serde::Serialize)] \
             #[serde(expecting = \"the object Loose\")]",
            "#[serde(flatten)] pub extra: ::serde_json::Map<String, ::serde_json::Value>",
            "Self { z: None, extra: ::serde_json::Map::new(), }",
            // What is only sent is read strictly, with the names of fields in errors; secrets are not shown.
            "#[serde(deny_unknown_fields, expecting = \"the object Sent\")]",
            "#[serde(deserialize_with = \"parts::name\")] pub name: String",
            "#[serde(default, deserialize_with = \"secrets::env\")] pub env: Option<String>",
            "#[serde(default, deserialize_with = \"values::mode\")] pub mode: Option<Mode>",
            "mod secrets { secret!(env = \"env\"); }",
            "f.debug_struct(\"Sent\") .field(\"name\", &self.name) \
             .field(\"env\", &crate::redact::Redact::redacted(&self.env))",
        ],
    );
}

#[test]
fn enumerations_and_unions_are_calls_of_macros() {
    let code = outputs::client(&document(DOCUMENT)).unwrap();
    assert_has(
        &code,
        &[
            "open_enum! { /// A state. State { /// `not_ready` on the wire. NotReady = \"not_ready\", \
             /// `unknown` on the wire. Unknown = \"unknown\", } }",
            "tagged_union! { /// A root. Root, tag \"kind\", closed { /// An image. Image(Image) = \"image\", \
             Nothing(Nothing) = \"nothing\", } }",
            "keyed_union! { Target, open { Name(Loose) = \"name\", } }",
            // The tag is the variant itself.
            "pub struct Image { pub name: String, }",
            "pub struct Nothing {}",
        ],
    );
    for inlined in ["struct Name", "struct ByName"] {
        assert!(!code.contains(inlined), "{code}");
    }
}

#[test]
fn mocks_match_names_literally_and_say_what_they_do() {
    let code = outputs::mocks(&document(DOCUMENT)).unwrap();
    assert_has(
        &code,
        &[
            "/// Only requests with this `b`. pub fn b(self, value: &str) -> Self { \
             Self(self.0.path_matches(crate::pattern(\"/a/{b}\", \"b\", &value.to_string()))) }",
            "Which requests of `a_run` to match.",
            "Only requests with this `page_size`; with `None`, only those without it.",
            "What to answer to `a_run`.",
            "Answers with the status not found.",
            "/// Answers with a status of this class; panics for another one. pub fn client_error",
            "Mocks `a_run`:",
        ],
    );
}

#[test]
fn what_cannot_become_rust_is_refused() {
    for (from, to, reason) in [
        (
            "[\"on\"], x-open: true",
            "[\"on\"]",
            "components/schemas/Mode cannot become Rust: an enumeration needs `x-open: true`",
        ),
        (
            "x-retry: guarded",
            "x-other: guarded",
            "post /a/{b}: a_run has no x-retry",
        ),
        (
            "name: { $ref: \"#/components/schemas/Loose\" }",
            "name: { type: string }",
            "must be a named component",
        ),
        (
            "free: { type: integer, format: int64 }",
            "free: { type: number, format: double }",
            "`free` may have a fraction",
        ),
        (
            "\"404\": {",
            "\"202\": {",
            "it must have one response that is a success",
        ),
    ] {
        assert_eq!(DOCUMENT.matches(from).count(), 1, "{from}");
        let error = outputs::client(&document(&DOCUMENT.replace(from, to))).unwrap_err();
        assert!(format!("{error:#}").contains(reason), "{error:#}");
    }
}
