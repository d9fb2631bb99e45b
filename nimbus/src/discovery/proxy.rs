//! The search for a proxy in the variables that other programs use as well.

use reqwest::Url;

use super::environment_variables::variable;
use super::no_proxy;
use super::origin::Origin;
use crate::environment::Environment;
use crate::http::endpoint::Endpoint;
use crate::http::proxy::{Proxy, ProxyChoice};
use crate::{Error, ErrorKind, Result, Secret};

const HTTP: &[&str] = &["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
/// In a CGI program, the client of the web server can set `HTTP_PROXY` with a header `Proxy`, so it is not used there.
const HTTP_IN_CGI: &[&str] = &["http_proxy", "ALL_PROXY", "all_proxy"];
const HTTPS: &[&str] = &["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const EXCEPTIONS: &[&str] = &["NO_PROXY", "no_proxy"];

/// Finds the proxy for an endpoint, and where it came from. The variables are not used for endpoints on this machine,
/// because a proxy cannot reach a local emulator.
///
/// # Errors
/// The proxy is not valid. The error names where it came from.
pub(crate) fn find_proxy(
    choice: &ProxyChoice,
    endpoint: &Endpoint,
    environment: &Environment,
) -> Result<Option<(Proxy, Origin)>> {
    let (url, origin) = match choice {
        ProxyChoice::Direct => return Ok(None),
        ProxyChoice::At(url) => (url.clone(), Origin::Option("proxy")),
        ProxyChoice::Discovered if endpoint.is_loopback() => return Ok(None),
        ProxyChoice::Discovered => match first(environment, names(endpoint, environment))? {
            Some(_) if is_exception(endpoint, environment)? => return Ok(None),
            Some((url, name)) => (url, Origin::Variable(name)),
            None => return Ok(None),
        },
    };
    let proxy = Proxy::parse(&url, &origin)?;
    tracing::debug!(%proxy, %origin, "requests go through a proxy");
    Ok(Some((proxy, origin)))
}

fn names(endpoint: &Endpoint, environment: &Environment) -> &'static [&'static str] {
    match endpoint.is_secure() {
        true => HTTPS,
        false if matches!(environment.var("REQUEST_METHOD"), Ok(None)) => HTTP,
        false => HTTP_IN_CGI,
    }
}

/// Whether `NO_PROXY` matches the endpoint.
fn is_exception(endpoint: &Endpoint, environment: &Environment) -> Result<bool> {
    let Some((exceptions, variable)) = first(environment, EXCEPTIONS)? else {
        return Ok(false);
    };
    let url = Url::parse(endpoint.base()).ok();
    let is_named = url.is_some_and(|url| {
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        no_proxy::names(exceptions.expose(), variable, host, port)
    });
    Ok(is_named)
}

/// Returns the first of these variables that is not blank.
fn first(
    environment: &Environment,
    names: &[&'static str],
) -> Result<Option<(Secret, &'static str)>> {
    for &name in names {
        let found = variable(environment, name)
            .map_err(|error| Error::before_sending(ErrorKind::Discovery, error))?;
        if let Ok(value) = found {
            return Ok(Some((Secret::from(value), name)));
        }
    }
    Ok(None)
}
