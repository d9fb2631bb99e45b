//! The requests that the generated client makes.

use std::fmt::{self, Display, Write as _};
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use crate::path::{self, encoded};
use crate::{Error, ErrorKind, Operation};

/// The space to reserve for arguments in a path or a query, so that most URLs are allocated only once.
const ARGUMENTS: usize = 64;

/// Builds a request: first the arguments of the path in the order of its template, then the query, then the body.
pub(crate) struct RequestBuilder {
    operation: &'static Operation,
    base: Arc<Url>,
    /// The path, followed by the query.
    target: String,
    /// The rest of the path's template.
    template: &'static str,
    /// The end of the path, once there is a query.
    path_end: Option<usize>,
    body: Option<Vec<u8>>,
}

impl RequestBuilder {
    pub(crate) fn new(base: &Arc<Url>, operation: &'static Operation) -> Self {
        let prefix = base.path().trim_end_matches('/');
        let mut target = String::with_capacity(prefix.len() + operation.path.len() + ARGUMENTS);
        target.push_str(prefix);
        Self {
            operation,
            base: Arc::clone(base),
            target,
            template: operation.path,
            path_end: None,
            body: None,
        }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Fills the next placeholder of the path.
    ///
    /// # Errors
    /// The request would reach another route.
    pub(crate) fn segment(mut self, argument: &str, name: &str) -> Result<Self, Error> {
        path::check(argument, name).map_err(|reason| self.invalid(reason))?;
        let (before, after) = self.template.split_once('{').unwrap_or((self.template, ""));
        self.template = after.split_once('}').map_or("", |(_, rest)| rest);
        self.target.push_str(before);
        self.target.extend(encoded(name));
        Ok(self)
    }

    /// Adds a parameter to the query, if there is a value.
    pub(crate) fn query(mut self, name: &str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            match self.path_end {
                Some(_) => self.target.push('&'),
                None => self.path_end = Some(self.end_path()),
            }
            self.target.extend(encoded(name));
            self.target.push('=');
            // Writing to a string does not fail.
            let _ = write!(Encoder(&mut self.target), "{value}");
        }
        self
    }

    /// Sets the body.
    ///
    /// # Errors
    /// The body cannot be serialized as JSON.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, Error> {
        let json = serde_json::to_vec(body);
        self.body = Some(json.map_err(|error| self.invalid(error.to_string()))?);
        Ok(self)
    }

    fn invalid(&self, reason: String) -> Error {
        let (operation, kind) = (self.operation, ErrorKind::InvalidRequest(reason));
        Error { operation, kind }
    }

    pub(crate) fn build(mut self) -> Request {
        let path_end = self.path_end.unwrap_or_else(|| self.end_path());
        Request {
            operation: self.operation,
            base: self.base,
            target: self.target,
            path_end,
            body: self.body.map(Bytes::from),
        }
    }

    /// Adds the rest of the template, and returns the end of the path.
    fn end_path(&mut self) -> usize {
        self.target.push_str(std::mem::take(&mut self.template));
        self.target.len()
    }
}

/// A request, which a transport can send any number of times.
#[derive(Clone)]
pub struct Request {
    operation: &'static Operation,
    base: Arc<Url>,
    target: String,
    path_end: usize,
    body: Option<Bytes>,
}

impl Request {
    /// Returns the operation of the request.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the URL of the request.
    pub fn url(&self) -> Url {
        let (path, query) = self.target.split_at(self.path_end);
        let mut url = Url::clone(&self.base);
        url.set_path(path);
        if !query.is_empty() {
            url.set_query(Some(query));
        }
        url
    }

    /// Converts the request for an HTTP client. The body is shared, not copied.
    pub fn to_reqwest(&self) -> reqwest::Request {
        let mut request = reqwest::Request::new(method(self.operation), self.url());
        let json = HeaderValue::from_static("application/json");
        if let Some(body) = &self.body {
            request.headers_mut().append(CONTENT_TYPE, json.clone());
            *request.body_mut() = Some(body.clone().into());
        }
        request.headers_mut().append(ACCEPT, json);
        request
    }
}

/// A test checks that these are all the methods of the contract.
fn method(operation: &Operation) -> Method {
    match operation.method {
        "DELETE" => Method::DELETE,
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        _ => Method::GET,
    }
}

/// Shows only the operation and the URL, because the body may contain secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("url", &self.url().as_str())
            .finish_non_exhaustive()
    }
}

/// Percent-encodes what is written to it, for the value of a query parameter.
struct Encoder<'a>(&'a mut String);

impl fmt::Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(encoded(text));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;

    fn builder(base: &str, operation: &'static Operation) -> RequestBuilder {
        RequestBuilder::new(&Arc::new(base.parse().unwrap()), operation)
    }

    fn url(request: RequestBuilder) -> String {
        request.build().url().to_string()
    }

    #[test]
    fn a_path_is_its_template_with_the_arguments() {
        for base in ["http://h/base", "http://h/base/"] {
            let request = builder(base, &operations::SERVICES_START)
                .segment("tenant", "a/b")
                .unwrap()
                .segment("name", "web")
                .unwrap();
            let expected = "http://h/base/api/tenants/a%2Fb/services/web/start";
            assert_eq!(url(request), expected);
        }
    }

    #[test]
    fn a_request_goes_to_the_host_of_its_base_whatever_the_path_begins_with() {
        for (base, expected) in [
            ("http://h//elsewhere", "http://h//elsewhere/health"),
            ("http://h:81/", "http://h:81/health"),
            ("http://[::1]", "http://[::1]/health"),
            ("http://h/a%2Fb%25", "http://h/a%2Fb%25/health"),
        ] {
            assert_eq!(url(builder(base, &operations::HEALTH_GET)), expected);
        }
    }

    #[test]
    fn a_query_has_what_there_is_and_nothing_else() {
        let list = || builder("http://h", &operations::SESSIONS_LIST);
        let some = list()
            .query("limit", None::<u32>)
            .query("state", Some("a b&c=d#+ü'"))
            .query("limit", Some(5));
        assert_eq!(
            url(some),
            "http://h/api/sessions?state=a%20b%26c%3Dd%23%2B%C3%BC%27&limit=5"
        );
        let none = list().query("a", None::<&str>);
        assert_eq!(url(none), "http://h/api/sessions");
    }

    #[test]
    fn a_body_says_that_it_is_json() {
        let request = builder("http://h", &operations::SESSIONS_OPEN);
        let request = request.json(&[1]).unwrap().build().to_reqwest();
        assert_eq!(request.method(), Method::POST);
        assert_eq!(request.headers()[CONTENT_TYPE], "application/json");
        assert_eq!(request.headers()[ACCEPT], "application/json");
        let body = request.body().and_then(reqwest::Body::as_bytes);
        assert_eq!(body, Some(b"[1]".as_slice()));
    }

    #[test]
    fn every_operation_has_its_method() {
        for operation in operations::ALL {
            assert_eq!(method(operation).as_str(), operation.method);
        }
    }
}
