//! Generated; do not edit. `cargo xtask regen` writes this file from openapi/nimbus.yaml.
//!
//! Document: sha256 a4a668a82625494fd16cfe5d8a21b39cca4722680ec0b395d1ebfdae3bbfeb8b.
//! Generator: progenitor 0.15.1.

#![allow(clippy::all, clippy::unwrap_used, missing_docs)]

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use nimbus_api::*;
    pub struct HealthGetWhen(::httpmock::When);
    impl HealthGetWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/health$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct HealthGetThen(::httpmock::Then);
    impl HealthGetThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Health) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct TenantsListWhen(::httpmock::When);
    impl TenantsListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    pub struct TenantsListThen(::httpmock::Then);
    impl TenantsListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::TenantList) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct TenantsCreateWhen(::httpmock::When);
    impl TenantsCreateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::TenantCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct TenantsCreateThen(::httpmock::Then);
    impl TenantsCreateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::Tenant) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct TenantsDeleteWhen(::httpmock::When);
    impl TenantsDeleteWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct TenantsDeleteThen(::httpmock::Then);
    impl TenantsDeleteThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesListWhen(::httpmock::When);
    impl ServicesListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/services$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }
        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }
    }
    pub struct ServicesListThen(::httpmock::Then);
    impl ServicesListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::ServiceDefinitionCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesCreateWhen(::httpmock::When);
    impl ServicesCreateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/services$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::ServiceCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct ServicesCreateThen(::httpmock::Then);
    impl ServicesCreateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::ServiceDefinition) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesGetWhen(::httpmock::When);
    impl ServicesGetWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::GET).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct ServicesGetThen(::httpmock::Then);
    impl ServicesGetThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesUpdateWhen(::httpmock::When);
    impl ServicesUpdateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::PUT).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::ServiceUpdateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct ServicesUpdateThen(::httpmock::Then);
    impl ServicesUpdateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::ServiceDefinition) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn precondition_failed(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(412u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesDeleteWhen(::httpmock::When);
    impl ServicesDeleteWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::DELETE).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn force<T>(self, value: T) -> Self
        where
            T: Into<Option<bool>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("force", value.to_string()))
            } else {
                Self(self.0.query_param_missing("force"))
            }
        }
        pub fn if_match_generation(self, value: u64) -> Self {
            Self(self.0.query_param("ifMatchGeneration", value.to_string()))
        }
    }
    pub struct ServicesDeleteThen(::httpmock::Then);
    impl ServicesDeleteThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn precondition_failed(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(412u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesStartWhen(::httpmock::When);
    impl ServicesStartWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/start$").unwrap(),
            ))
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*/start$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}/start$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct ServicesStartThen(::httpmock::Then);
    impl ServicesStartThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesStopWhen(::httpmock::When);
    impl ServicesStopWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/stop$").unwrap(),
            ))
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*/stop$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}/stop$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct ServicesStopThen(::httpmock::Then);
    impl ServicesStopThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct ServicesRestartWhen(::httpmock::When);
    impl ServicesRestartWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/restart$").unwrap(),
            ))
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/services/.*/restart$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn name(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/services/{}/restart$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct ServicesRestartThen(::httpmock::Then);
    impl ServicesRestartThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SandboxesListWhen(::httpmock::When);
    impl SandboxesListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/sandboxes$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/sandboxes$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn label_key<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("labelKey", value.to_string()))
            } else {
                Self(self.0.query_param_missing("labelKey"))
            }
        }
        pub fn label_value<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("labelValue", value.to_string()))
            } else {
                Self(self.0.query_param_missing("labelValue"))
            }
        }
        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }
        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }
        pub fn status<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("status", value.to_string()))
            } else {
                Self(self.0.query_param_missing("status"))
            }
        }
    }
    pub struct SandboxesListThen(::httpmock::Then);
    impl SandboxesListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SandboxCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SandboxesCreateWhen(::httpmock::When);
    impl SandboxesCreateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/sandboxes$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/sandboxes$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn body(self, value: &types::SandboxCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct SandboxesCreateThen(::httpmock::Then);
    impl SandboxesCreateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SandboxesGetWhen(::httpmock::When);
    impl SandboxesGetWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::GET).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/sandboxes/[^/]*$").unwrap(),
                ),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/sandboxes/.*$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/sandboxes/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct SandboxesGetThen(::httpmock::Then);
    impl SandboxesGetThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SandboxesStopWhen(::httpmock::When);
    impl SandboxesStopWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/sandboxes/[^/]*/stop$").unwrap(),
            ))
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn tenant(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/{}/sandboxes/.*/stop$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/tenants/.*/sandboxes/{}/stop$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
    }
    pub struct SandboxesStopThen(::httpmock::Then);
    impl SandboxesStopThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SessionsListWhen(::httpmock::When);
    impl SessionsListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/sessions$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }
        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }
        pub fn state<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("state", value.to_string()))
            } else {
                Self(self.0.query_param_missing("state"))
            }
        }
        pub fn tenant_id(self, value: &str) -> Self {
            Self(self.0.query_param("tenantId", value.to_string()))
        }
    }
    pub struct SessionsListThen(::httpmock::Then);
    impl SessionsListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SessionCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SessionsOpenWhen(::httpmock::When);
    impl SessionsOpenWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/sessions$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn body(self, value: &types::SessionOpenRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct SessionsOpenThen(::httpmock::Then);
    impl SessionsOpenThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn created(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SessionsGetWhen(::httpmock::When);
    impl SessionsGetWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/sessions/[^/]*$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/sessions/{}$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn tenant_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("tenantId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("tenantId"))
            }
        }
    }
    pub struct SessionsGetThen(::httpmock::Then);
    impl SessionsGetThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
    pub struct SessionsCloseWhen(::httpmock::When);
    impl SessionsCloseWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/sessions/[^/]*/close$").unwrap()),
            )
        }
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        pub fn id(self, value: &str) -> Self {
            let re = regex::Regex::new(&format!(
                "^/api/sessions/{}/close$",
                ::regex::escape(&::nimbus_api::path::encode(&value.to_string()))
            ))
            .unwrap();
            Self(self.0.path_matches(re))
        }
        pub fn tenant_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("tenantId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("tenantId"))
            }
        }
        pub fn body(self, value: &types::SessionCloseRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    pub struct SessionsCloseThen(::httpmock::Then);
    impl SessionsCloseThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        pub fn ok(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        pub fn server_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
}
/// An extension trait for [`MockServer`](::httpmock::MockServer) that
/// adds a method for each operation. These are the equivalent of
/// type-checked [`mock()`](::httpmock::MockServer::mock) calls.
pub trait MockServerExt {
    fn health_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::HealthGetWhen, operations::HealthGetThen);
    fn tenants_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsListWhen, operations::TenantsListThen);
    fn tenants_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsCreateWhen, operations::TenantsCreateThen);
    fn tenants_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsDeleteWhen, operations::TenantsDeleteThen);
    fn services_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesListWhen, operations::ServicesListThen);
    fn services_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesCreateWhen, operations::ServicesCreateThen);
    fn services_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesGetWhen, operations::ServicesGetThen);
    fn services_update<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesUpdateWhen, operations::ServicesUpdateThen);
    fn services_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesDeleteWhen, operations::ServicesDeleteThen);
    fn services_start<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStartWhen, operations::ServicesStartThen);
    fn services_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStopWhen, operations::ServicesStopThen);
    fn services_restart<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesRestartWhen, operations::ServicesRestartThen);
    fn sandboxes_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesListWhen, operations::SandboxesListThen);
    fn sandboxes_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesCreateWhen, operations::SandboxesCreateThen);
    fn sandboxes_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesGetWhen, operations::SandboxesGetThen);
    fn sandboxes_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesStopWhen, operations::SandboxesStopThen);
    fn sessions_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsListWhen, operations::SessionsListThen);
    fn sessions_open<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsOpenWhen, operations::SessionsOpenThen);
    fn sessions_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsGetWhen, operations::SessionsGetThen);
    fn sessions_close<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsCloseWhen, operations::SessionsCloseThen);
}
impl MockServerExt for ::httpmock::MockServer {
    fn health_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::HealthGetWhen, operations::HealthGetThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::HealthGetWhen::new(when),
                operations::HealthGetThen::new(then),
            )
        })
    }
    fn tenants_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsListWhen, operations::TenantsListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::TenantsListWhen::new(when),
                operations::TenantsListThen::new(then),
            )
        })
    }
    fn tenants_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsCreateWhen, operations::TenantsCreateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::TenantsCreateWhen::new(when),
                operations::TenantsCreateThen::new(then),
            )
        })
    }
    fn tenants_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsDeleteWhen, operations::TenantsDeleteThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::TenantsDeleteWhen::new(when),
                operations::TenantsDeleteThen::new(then),
            )
        })
    }
    fn services_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesListWhen, operations::ServicesListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesListWhen::new(when),
                operations::ServicesListThen::new(then),
            )
        })
    }
    fn services_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesCreateWhen, operations::ServicesCreateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesCreateWhen::new(when),
                operations::ServicesCreateThen::new(then),
            )
        })
    }
    fn services_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesGetWhen, operations::ServicesGetThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesGetWhen::new(when),
                operations::ServicesGetThen::new(then),
            )
        })
    }
    fn services_update<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesUpdateWhen, operations::ServicesUpdateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesUpdateWhen::new(when),
                operations::ServicesUpdateThen::new(then),
            )
        })
    }
    fn services_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesDeleteWhen, operations::ServicesDeleteThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesDeleteWhen::new(when),
                operations::ServicesDeleteThen::new(then),
            )
        })
    }
    fn services_start<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStartWhen, operations::ServicesStartThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesStartWhen::new(when),
                operations::ServicesStartThen::new(then),
            )
        })
    }
    fn services_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStopWhen, operations::ServicesStopThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesStopWhen::new(when),
                operations::ServicesStopThen::new(then),
            )
        })
    }
    fn services_restart<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesRestartWhen, operations::ServicesRestartThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServicesRestartWhen::new(when),
                operations::ServicesRestartThen::new(then),
            )
        })
    }
    fn sandboxes_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesListWhen, operations::SandboxesListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SandboxesListWhen::new(when),
                operations::SandboxesListThen::new(then),
            )
        })
    }
    fn sandboxes_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesCreateWhen, operations::SandboxesCreateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SandboxesCreateWhen::new(when),
                operations::SandboxesCreateThen::new(then),
            )
        })
    }
    fn sandboxes_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesGetWhen, operations::SandboxesGetThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SandboxesGetWhen::new(when),
                operations::SandboxesGetThen::new(then),
            )
        })
    }
    fn sandboxes_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesStopWhen, operations::SandboxesStopThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SandboxesStopWhen::new(when),
                operations::SandboxesStopThen::new(then),
            )
        })
    }
    fn sessions_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsListWhen, operations::SessionsListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionsListWhen::new(when),
                operations::SessionsListThen::new(then),
            )
        })
    }
    fn sessions_open<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsOpenWhen, operations::SessionsOpenThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionsOpenWhen::new(when),
                operations::SessionsOpenThen::new(then),
            )
        })
    }
    fn sessions_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsGetWhen, operations::SessionsGetThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionsGetWhen::new(when),
                operations::SessionsGetThen::new(then),
            )
        })
    }
    fn sessions_close<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsCloseWhen, operations::SessionsCloseThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionsCloseWhen::new(when),
                operations::SessionsCloseThen::new(then),
            )
        })
    }
}
