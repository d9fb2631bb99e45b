//! Generated; do not edit. `cargo xtask regen` writes this file from openapi/nimbus.yaml.
//!
//! Document: sha256 740d7c25b8991f9832a027119f2c353f27a8917c5d7eaa2a82f06eba7bf5c82c.
//! progenitor 0.15.1 makes signatures, structs and mocks, and serde's derive reads and writes objects. We add what neither
//! does: safe paths, responses kept whole, values and variants of newer servers, constructors, and Debug without secrets.

#![allow(clippy::all, clippy::unwrap_used)]

pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use nimbus_api::*;
    /// Which requests of `health_get` to match.
    pub struct HealthGetWhen(::httpmock::When);
    impl HealthGetWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/health$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    /// What to answer to `health_get`.
    pub struct HealthGetThen(::httpmock::Then);
    impl HealthGetThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::Health) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `tenants_list` to match.
    pub struct TenantsListWhen(::httpmock::When);
    impl TenantsListWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }
    /// What to answer to `tenants_list`.
    pub struct TenantsListThen(::httpmock::Then);
    impl TenantsListThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::TenantList) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `tenants_create` to match.
    pub struct TenantsCreateWhen(::httpmock::When);
    impl TenantsCreateWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this body.
        pub fn body(self, value: &types::TenantCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `tenants_create`.
    pub struct TenantsCreateThen(::httpmock::Then);
    impl TenantsCreateThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status created.
        pub fn created(self, value: &types::Tenant) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `tenants_delete` to match.
    pub struct TenantsDeleteWhen(::httpmock::When);
    impl TenantsDeleteWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}",
                "tenant",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `tenants_delete`.
    pub struct TenantsDeleteThen(::httpmock::Then);
    impl TenantsDeleteThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status no content.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_list` to match.
    pub struct ServicesListWhen(::httpmock::When);
    impl ServicesListWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/services$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `limit`; with `None`, only those without it.
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
        /// Only requests with this `page_token`; with `None`, only those without it.
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
    /// What to answer to `services_list`.
    pub struct ServicesListThen(::httpmock::Then);
    impl ServicesListThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::ServiceDefinitionCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_create` to match.
    pub struct ServicesCreateWhen(::httpmock::When);
    impl ServicesCreateWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/services$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this body.
        pub fn body(self, value: &types::ServiceCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `services_create`.
    pub struct ServicesCreateThen(::httpmock::Then);
    impl ServicesCreateThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status created.
        pub fn created(self, value: &types::ServiceDefinition) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_get` to match.
    pub struct ServicesGetWhen(::httpmock::When);
    impl ServicesGetWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::GET).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "name",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `services_get`.
    pub struct ServicesGetThen(::httpmock::Then);
    impl ServicesGetThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_update` to match.
    pub struct ServicesUpdateWhen(::httpmock::When);
    impl ServicesUpdateWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::PUT).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "name",
                &value.to_string(),
            )))
        }
        /// Only requests with this body.
        pub fn body(self, value: &types::ServiceUpdateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `services_update`.
    pub struct ServicesUpdateThen(::httpmock::Then);
    impl ServicesUpdateThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::ServiceDefinition) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status precondition failed.
        pub fn precondition_failed(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(412u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_delete` to match.
    pub struct ServicesDeleteWhen(::httpmock::When);
    impl ServicesDeleteWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::DELETE).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*$").unwrap(),
                ),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}",
                "name",
                &value.to_string(),
            )))
        }
        /// Only requests with this `force`; with `None`, only those without it.
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
        /// Only requests with this `if_match_generation`.
        pub fn if_match_generation(self, value: u64) -> Self {
            Self(self.0.query_param("ifMatchGeneration", value.to_string()))
        }
    }
    /// What to answer to `services_delete`.
    pub struct ServicesDeleteThen(::httpmock::Then);
    impl ServicesDeleteThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status no content.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status precondition failed.
        pub fn precondition_failed(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(412u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status too many requests.
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_start` to match.
    pub struct ServicesStartWhen(::httpmock::When);
    impl ServicesStartWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/start$").unwrap(),
            ))
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/start",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/start",
                "name",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `services_start`.
    pub struct ServicesStartThen(::httpmock::Then);
    impl ServicesStartThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status too many requests.
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status internal server error.
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_stop` to match.
    pub struct ServicesStopWhen(::httpmock::When);
    impl ServicesStopWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/stop$").unwrap(),
            ))
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/stop",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/stop",
                "name",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `services_stop`.
    pub struct ServicesStopThen(::httpmock::Then);
    impl ServicesStopThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `services_restart` to match.
    pub struct ServicesRestartWhen(::httpmock::When);
    impl ServicesRestartWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/services/[^/]*/restart$").unwrap(),
            ))
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/restart",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/services/{name}/restart",
                "name",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `services_restart`.
    pub struct ServicesRestartThen(::httpmock::Then);
    impl ServicesRestartThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::Service) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status too many requests.
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status internal server error.
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sandboxes_list` to match.
    pub struct SandboxesListWhen(::httpmock::When);
    impl SandboxesListWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/sandboxes$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `label_key`; with `None`, only those without it.
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
        /// Only requests with this `label_value`; with `None`, only those without it.
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
        /// Only requests with this `limit`; with `None`, only those without it.
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
        /// Only requests with this `page_token`; with `None`, only those without it.
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
        /// Only requests with this `status`; with `None`, only those without it.
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
    /// What to answer to `sandboxes_list`.
    pub struct SandboxesListThen(::httpmock::Then);
    impl SandboxesListThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SandboxCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sandboxes_create` to match.
    pub struct SandboxesCreateWhen(::httpmock::When);
    impl SandboxesCreateWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/tenants/[^/]*/sandboxes$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this body.
        pub fn body(self, value: &types::SandboxCreateRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `sandboxes_create`.
    pub struct SandboxesCreateThen(::httpmock::Then);
    impl SandboxesCreateThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status created.
        pub fn created(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status too many requests.
        pub fn too_many_requests(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(429u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status internal server error.
        pub fn internal_server_error(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(500u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sandboxes_get` to match.
    pub struct SandboxesGetWhen(::httpmock::When);
    impl SandboxesGetWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::GET).path_matches(
                    regex::Regex::new("^/api/tenants/[^/]*/sandboxes/[^/]*$").unwrap(),
                ),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes/{id}",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes/{id}",
                "id",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `sandboxes_get`.
    pub struct SandboxesGetThen(::httpmock::Then);
    impl SandboxesGetThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sandboxes_stop` to match.
    pub struct SandboxesStopWhen(::httpmock::When);
    impl SandboxesStopWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::POST).path_matches(
                regex::Regex::new("^/api/tenants/[^/]*/sandboxes/[^/]*/stop$").unwrap(),
            ))
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `tenant`.
        pub fn tenant(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes/{id}/stop",
                "tenant",
                &value.to_string(),
            )))
        }
        /// Only requests with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/tenants/{tenant}/sandboxes/{id}/stop",
                "id",
                &value.to_string(),
            )))
        }
    }
    /// What to answer to `sandboxes_stop`.
    pub struct SandboxesStopThen(::httpmock::Then);
    impl SandboxesStopThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SandboxResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sessions_list` to match.
    pub struct SessionsListWhen(::httpmock::When);
    impl SessionsListWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/sessions$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `limit`; with `None`, only those without it.
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
        /// Only requests with this `page_token`; with `None`, only those without it.
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
        /// Only requests with this `state`; with `None`, only those without it.
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
        /// Only requests with this `tenant_id`.
        pub fn tenant_id(self, value: &str) -> Self {
            Self(self.0.query_param("tenantId", value.to_string()))
        }
    }
    /// What to answer to `sessions_list`.
    pub struct SessionsListThen(::httpmock::Then);
    impl SessionsListThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SessionCollection) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sessions_open` to match.
    pub struct SessionsOpenWhen(::httpmock::When);
    impl SessionsOpenWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/sessions$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this body.
        pub fn body(self, value: &types::SessionOpenRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `sessions_open`.
    pub struct SessionsOpenThen(::httpmock::Then);
    impl SessionsOpenThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status created.
        pub fn created(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status conflict.
        pub fn conflict(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(409u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sessions_get` to match.
    pub struct SessionsGetWhen(::httpmock::When);
    impl SessionsGetWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches(regex::Regex::new("^/api/sessions/[^/]*$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/sessions/{id}",
                "id",
                &value.to_string(),
            )))
        }
        /// Only requests with this `tenant_id`; with `None`, only those without it.
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
    /// What to answer to `sessions_get`.
    pub struct SessionsGetThen(::httpmock::Then);
    impl SessionsGetThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
    /// Which requests of `sessions_close` to match.
    pub struct SessionsCloseWhen(::httpmock::When);
    impl SessionsCloseWhen {
        /// On top of httpmock's own matcher.
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches(regex::Regex::new("^/api/sessions/[^/]*/close$").unwrap()),
            )
        }
        /// httpmock's own matcher.
        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
        /// Only requests with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(self.0.path_matches(crate::pattern(
                "/api/sessions/{id}/close",
                "id",
                &value.to_string(),
            )))
        }
        /// Only requests with this `tenant_id`; with `None`, only those without it.
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
        /// Only requests with this body.
        pub fn body(self, value: &types::SessionCloseRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }
    /// What to answer to `sessions_close`.
    pub struct SessionsCloseThen(::httpmock::Then);
    impl SessionsCloseThen {
        /// On top of httpmock's own answer.
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }
        /// httpmock's own answer.
        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }
        /// Answers with the status ok.
        pub fn ok(self, value: &types::SessionResource) -> Self {
            Self(
                self.0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status bad request.
        pub fn bad_request(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(400u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status unauthorized.
        pub fn unauthorized(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(401u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status forbidden.
        pub fn forbidden(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(403u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status not found.
        pub fn not_found(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(404u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with the status payload too large.
        pub fn payload_too_large(self) -> Self {
            Self(self.0.status(413u16))
        }
        /// Answers with the status unsupported media type.
        pub fn unsupported_media_type(self) -> Self {
            Self(self.0.status(415u16))
        }
        /// Answers with the status unprocessable entity.
        pub fn unprocessable_entity(self, value: &types::ErrorEnvelope) -> Self {
            Self(
                self.0
                    .status(422u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
        pub fn client_error(self, status: u16, value: &types::ErrorEnvelope) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self.0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
        /// Answers with a status of this class; panics for another one.
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
/// One mock an operation, for httpmock's server.
pub trait MockServerExt {
    /// Mocks `health_get`: the closure says which of its requests to match, and what to answer.
    fn health_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::HealthGetWhen, operations::HealthGetThen);
    /// Mocks `tenants_list`: the closure says which of its requests to match, and what to answer.
    fn tenants_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsListWhen, operations::TenantsListThen);
    /// Mocks `tenants_create`: the closure says which of its requests to match, and what to answer.
    fn tenants_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsCreateWhen, operations::TenantsCreateThen);
    /// Mocks `tenants_delete`: the closure says which of its requests to match, and what to answer.
    fn tenants_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantsDeleteWhen, operations::TenantsDeleteThen);
    /// Mocks `services_list`: the closure says which of its requests to match, and what to answer.
    fn services_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesListWhen, operations::ServicesListThen);
    /// Mocks `services_create`: the closure says which of its requests to match, and what to answer.
    fn services_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesCreateWhen, operations::ServicesCreateThen);
    /// Mocks `services_get`: the closure says which of its requests to match, and what to answer.
    fn services_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesGetWhen, operations::ServicesGetThen);
    /// Mocks `services_update`: the closure says which of its requests to match, and what to answer.
    fn services_update<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesUpdateWhen, operations::ServicesUpdateThen);
    /// Mocks `services_delete`: the closure says which of its requests to match, and what to answer.
    fn services_delete<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesDeleteWhen, operations::ServicesDeleteThen);
    /// Mocks `services_start`: the closure says which of its requests to match, and what to answer.
    fn services_start<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStartWhen, operations::ServicesStartThen);
    /// Mocks `services_stop`: the closure says which of its requests to match, and what to answer.
    fn services_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesStopWhen, operations::ServicesStopThen);
    /// Mocks `services_restart`: the closure says which of its requests to match, and what to answer.
    fn services_restart<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServicesRestartWhen, operations::ServicesRestartThen);
    /// Mocks `sandboxes_list`: the closure says which of its requests to match, and what to answer.
    fn sandboxes_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesListWhen, operations::SandboxesListThen);
    /// Mocks `sandboxes_create`: the closure says which of its requests to match, and what to answer.
    fn sandboxes_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesCreateWhen, operations::SandboxesCreateThen);
    /// Mocks `sandboxes_get`: the closure says which of its requests to match, and what to answer.
    fn sandboxes_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesGetWhen, operations::SandboxesGetThen);
    /// Mocks `sandboxes_stop`: the closure says which of its requests to match, and what to answer.
    fn sandboxes_stop<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SandboxesStopWhen, operations::SandboxesStopThen);
    /// Mocks `sessions_list`: the closure says which of its requests to match, and what to answer.
    fn sessions_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsListWhen, operations::SessionsListThen);
    /// Mocks `sessions_open`: the closure says which of its requests to match, and what to answer.
    fn sessions_open<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsOpenWhen, operations::SessionsOpenThen);
    /// Mocks `sessions_get`: the closure says which of its requests to match, and what to answer.
    fn sessions_get<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionsGetWhen, operations::SessionsGetThen);
    /// Mocks `sessions_close`: the closure says which of its requests to match, and what to answer.
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
