//! How a call of the generated client becomes a request.

use std::fmt::{self, Display, Write as _};

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, Url};
use serde::Serialize;

use crate::path::{self, encoded};
use crate::{Error, Operation};

/// Room for the arguments of a path or a query, so that most URLs are allocated once.
const ARGUMENTS: usize = 64;

/// A request in the making: the path's arguments in the order of its template, then the query, then the body.
pub(crate) struct Draft {
    operation: &'static Operation,
    url: String,
    /// What is left of the path's template.
    template: &'static str,
    has_query: bool,
    body: Option<Vec<u8>>,
}

impl Draft {
    pub(crate) fn new(base: &str, operation: &'static Operation) -> Self {
        let mut url = String::with_capacity(base.len() + operation.path.len() + ARGUMENTS);
        url.push_str(base);
        Self {
            operation,
            url,
            template: operation.path,
            has_query: false,
            body: None,
        }
    }

    /// Fills the next placeholder of the path.
    ///
    /// # Errors
    /// When the argument would reach another route.
    pub(crate) fn segment(mut self, argument: &str, name: &str) -> Result<Self, Error> {
        path::check(argument, name).map_err(Error::InvalidRequest)?;
        let (before, after) = self.template.split_once('{').unwrap_or((self.template, ""));
        self.template = after.split_once('}').map_or("", |(_, rest)| rest);
        self.url.push_str(before);
        self.url.extend(encoded(name));
        Ok(self)
    }

    /// Adds a pair to the query, if there is a value.
    pub(crate) fn query(mut self, name: &str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            self.end_path();
            self.url.push(if self.has_query { '&' } else { '?' });
            self.has_query = true;
            self.url.extend(encoded(name));
            self.url.push('=');
            // Writing into a string does not fail.
            let _ = write!(Encoder(&mut self.url), "{value}");
        }
        self
    }

    /// Sets the body.
    ///
    /// # Errors
    /// When the body cannot be JSON.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, Error> {
        let json = serde_json::to_vec(body);
        self.body = Some(json.map_err(|error| Error::InvalidRequest(error.to_string()))?);
        Ok(self)
    }

    pub(crate) fn finish(mut self) -> Result<Outgoing, Error> {
        self.end_path();
        Ok(Outgoing {
            operation: self.operation,
            url: Url::parse(&self.url).map_err(|error| Error::InvalidRequest(error.to_string()))?,
            body: self.body.map(Bytes::from),
        })
    }

    fn end_path(&mut self) {
        self.url.push_str(std::mem::take(&mut self.template));
    }
}

/// What a transport is asked to send, as often as it wants to.
#[derive(Clone)]
pub struct Outgoing {
    operation: &'static Operation,
    url: Url,
    body: Option<Bytes>,
}

impl Outgoing {
    /// What the request is for.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Where it goes.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// A request to send. The body is shared, not copied.
    pub fn request(&self) -> Request {
        let mut request = Request::new(method(self.operation), self.url.clone());
        let json = HeaderValue::from_static("application/json");
        if let Some(body) = &self.body {
            request.headers_mut().append(CONTENT_TYPE, json.clone());
            *request.body_mut() = Some(body.clone().into());
        }
        request.headers_mut().append(ACCEPT, json);
        request
    }
}

/// A test holds that these are all.
fn method(operation: &Operation) -> Method {
    match operation.method {
        "DELETE" => Method::DELETE,
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        _ => Method::GET,
    }
}

/// Shows where it goes. The body may hold secrets.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("operation", &self.operation.id)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// Encodes what is written, so that it stays a value.
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

    fn url(draft: Draft) -> String {
        draft.finish().unwrap().url().to_string()
    }

    #[test]
    fn a_path_is_its_template_with_the_arguments() {
        let draft = Draft::new("http://h/base", &operations::SERVICES_START)
            .segment("tenant", "a/b")
            .unwrap()
            .segment("name", "web")
            .unwrap();
        assert_eq!(
            url(draft),
            "http://h/base/api/tenants/a%2Fb/services/web/start"
        );
    }

    #[test]
    fn a_query_has_what_there_is_and_nothing_else() {
        let draft = Draft::new("http://h", &operations::SESSIONS_LIST)
            .query("limit", None::<u32>)
            .query("state", Some("a b&c=d#+ü"))
            .query("limit", Some(5));
        assert_eq!(
            url(draft),
            "http://h/api/sessions?state=a%20b%26c%3Dd%23%2B%C3%BC&limit=5"
        );
        let draft = Draft::new("http://h", &operations::SESSIONS_LIST).query("a", None::<&str>);
        assert_eq!(url(draft), "http://h/api/sessions");
    }

    #[test]
    fn a_body_says_that_it_is_json() {
        let draft = Draft::new("http://h", &operations::SESSIONS_OPEN);
        let request = draft.json(&[1]).unwrap().finish().unwrap().request();
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

    #[test]
    fn a_base_that_is_no_url_is_refused() {
        let draft = Draft::new("h", &operations::HEALTH_GET);
        assert!(matches!(draft.finish(), Err(Error::InvalidRequest(_))));
    }
}
