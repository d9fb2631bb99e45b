//! The call that a case describes.

use std::collections::BTreeMap;
use std::time::Duration;

use nimbus::types::SessionChannel;
use nimbus::{Nimbus, ServiceActivationWaitCondition, ServiceStopWaitCondition};

use super::arguments::Arguments;
use super::failure::Failure;
use super::kept::Decoded;

/// Chains the setters whose argument is given.
macro_rules! with {
    ($call:expr, $($setter:ident($value:expr)),* $(,)?) => {{
        let mut call = $call;
        $(if let Some(value) = $value {
            call = call.$setter(value);
        })*
        call
    }};
}

/// A call and the wait after it, if there is one.
macro_rules! waiting {
    ($call:expr, $arguments:expr, $condition:ty) => {{
        let (call, a) = ($call, $arguments);
        match a.text("waitUntil")? {
            None => Box::new(call.await?) as Box<dyn Decoded>,
            Some(condition) => {
                let call = call.wait_until(condition.parse::<$condition>()?);
                let timeout = milliseconds(a, "timeoutMs")?;
                let interval = milliseconds(a, "intervalMs")?;
                Box::new(with!(call, wait_timeout(timeout), interval(interval)).await?)
            }
        }
    }};
}

/// The arguments of a wait after a call.
const WAIT: [&str; 3] = ["waitUntil", "timeoutMs", "intervalMs"];

/// Makes the call, whose response is decoded.
pub(super) async fn make(
    nimbus: &Nimbus,
    operation: &str,
    arguments: &Arguments,
) -> Result<Box<dyn Decoded>, Failure> {
    match operation.split_once('_') {
        Some(("services", verb)) => services(nimbus, verb, arguments).await,
        Some(("sandboxes", verb)) => sandboxes(nimbus, verb, arguments).await,
        Some(("sessions", verb)) => sessions(nimbus, verb, arguments).await,
        Some(("tenants", verb)) => tenants(nimbus, verb, arguments).await,
        Some(("health", "get")) => {
            arguments.only(&[])?;
            Ok(Box::new(nimbus.health().await?))
        }
        _ => Err(unknown(operation)),
    }
}

fn unknown(operation: &str) -> Failure {
    Failure::Runner(format!(
        "the runner does not know the operation {operation}"
    ))
}

pub(super) fn milliseconds(arguments: &Arguments, name: &str) -> Result<Option<Duration>, Failure> {
    Ok(arguments.value(name)?.map(Duration::from_millis))
}

async fn services(nimbus: &Nimbus, verb: &str, a: &Arguments) -> Result<Box<dyn Decoded>, Failure> {
    let services = nimbus.services();
    let tenant = a.text("tenantId")?;
    Ok(match verb {
        "start" => {
            a.only(&[&["name", "tenantId"], &WAIT[..]].concat())?;
            let call = services.start(a.the_text("name")?);
            waiting!(
                with!(call, tenant(tenant)),
                a,
                ServiceActivationWaitCondition
            )
        }
        "stop" => {
            a.only(&[&["name", "tenantId"], &WAIT[..]].concat())?;
            let call = services.stop(a.the_text("name")?);
            waiting!(with!(call, tenant(tenant)), a, ServiceStopWaitCondition)
        }
        "restart" => {
            a.only(&[&["name", "tenantId"], &WAIT[..]].concat())?;
            let call = services.restart(a.the_text("name")?);
            waiting!(
                with!(call, tenant(tenant)),
                a,
                ServiceActivationWaitCondition
            )
        }
        "get" => {
            a.only(&["name", "tenantId"])?;
            Box::new(with!(services.get(a.the_text("name")?), tenant(tenant)).await?)
        }
        "create" => {
            a.only(&["name", "tenantId", "backend", "labels"])?;
            let call = services.create(a.the_text("name")?, backend(a)?);
            Box::new(with!(call, tenant(tenant), labels(labels(a)?)).await?)
        }
        "update" => {
            a.only(&["name", "tenantId", "ifMatchGeneration", "backend", "labels"])?;
            let (name, generation) = (a.the_text("name")?, a.the_value("ifMatchGeneration")?);
            let call = services.update(name, generation, backend(a)?, a.the_value("labels")?);
            Box::new(with!(call, tenant(tenant)).await?)
        }
        "delete" => {
            a.only(&["name", "tenantId", "ifMatchGeneration", "force"])?;
            let call = services.delete(a.the_text("name")?, a.the_value("ifMatchGeneration")?);
            let call = with!(call, tenant(tenant), force(a.value("force")?));
            call.await?;
            Box::new(())
        }
        "list" => {
            a.only(&["tenantId", "limit", "pageToken"])?;
            let (limit, page_token) = (a.value("limit")?, a.text("pageToken")?);
            let list = services.list();
            Box::new(with!(list, tenant(tenant), limit(limit), page_token(page_token)).await?)
        }
        _ => return Err(unknown(verb)),
    })
}

fn backend(a: &Arguments) -> Result<nimbus::types::ServiceBackendSpec, Failure> {
    a.the_value("backend")
}

fn labels(a: &Arguments) -> Result<Option<BTreeMap<String, String>>, Failure> {
    a.value("labels")
}

async fn sandboxes(
    nimbus: &Nimbus,
    verb: &str,
    a: &Arguments,
) -> Result<Box<dyn Decoded>, Failure> {
    let sandboxes = nimbus.sandboxes();
    let tenant = a.text("tenantId")?;
    Ok(match verb {
        "create" => {
            a.only(&[&["profile", "tenantId", "spec", "labels"], &WAIT[..]].concat())?;
            let profile = a.the_text("profile")?.into();
            let call =
                sandboxes.create(profile, a.the_value::<nimbus::types::SandboxSpec>("spec")?);
            let call = with!(call, tenant(tenant), labels(labels(a)?));
            waiting!(call, a, nimbus::SandboxActivationWaitCondition)
        }
        "get" => {
            a.only(&["id", "tenantId"])?;
            Box::new(with!(sandboxes.get(a.the_text("id")?), tenant(tenant)).await?)
        }
        "stop" => {
            a.only(&[&["id", "tenantId"], &WAIT[..]].concat())?;
            let call = sandboxes.stop(a.the_text("id")?);
            waiting!(
                with!(call, tenant(tenant)),
                a,
                nimbus::SandboxStopWaitCondition
            )
        }
        "list" => {
            a.only(&[
                "tenantId",
                "limit",
                "pageToken",
                "status",
                "labelKey",
                "labelValue",
            ])?;
            let (limit, page_token) = (a.value("limit")?, a.text("pageToken")?);
            let mut call = with!(
                sandboxes.list(),
                tenant(tenant),
                limit(limit),
                page_token(page_token),
                status(a.text("status")?),
            );
            call = match (a.text("labelKey")?, a.text("labelValue")?) {
                (Some(key), Some(value)) => call.label(key, value),
                (Some(key), None) => call.label_key(key),
                (None, None) => call,
                (None, Some(_)) => return Err(unknown("list by labelValue alone")),
            };
            Box::new(call.await?)
        }
        _ => return Err(unknown(verb)),
    })
}

async fn sessions(nimbus: &Nimbus, verb: &str, a: &Arguments) -> Result<Box<dyn Decoded>, Failure> {
    let sessions = nimbus.sessions();
    let tenant = a.text("tenantId")?;
    Ok(match verb {
        "open" => {
            a.only(&["tenantId", "target", "channels", "requestedTtlMs"])?;
            let channels: Vec<SessionChannel> = a.the_value("channels")?;
            let call = sessions.open(a.the_value("target")?, channels);
            let ttl = milliseconds(a, "requestedTtlMs")?;
            Box::new(with!(call, tenant(tenant), requested_ttl(ttl)).await?)
        }
        "get" => {
            a.only(&["id", "tenantId"])?;
            Box::new(with!(sessions.get(a.the_text("id")?), tenant(tenant)).await?)
        }
        "close" => {
            a.only(&["id", "tenantId", "reason"])?;
            let call = sessions.close(a.the_text("id")?);
            Box::new(with!(call, tenant(tenant), reason(a.text("reason")?)).await?)
        }
        "list" => {
            a.only(&["tenantId", "limit", "pageToken", "state"])?;
            let call = with!(
                sessions.list(),
                tenant(tenant),
                limit(a.value("limit")?),
                page_token(a.text("pageToken")?),
                state(a.text("state")?),
            );
            Box::new(call.await?)
        }
        _ => return Err(unknown(verb)),
    })
}

async fn tenants(nimbus: &Nimbus, verb: &str, a: &Arguments) -> Result<Box<dyn Decoded>, Failure> {
    let tenants = nimbus.tenants();
    Ok(match verb {
        "create" => {
            a.only(&["id"])?;
            Box::new(tenants.create(a.the_text("id")?).await?)
        }
        "list" => {
            a.only(&[])?;
            Box::new(tenants.list().await?)
        }
        "delete" => {
            a.only(&["id"])?;
            tenants.delete(a.the_text("id")?).await?;
            Box::new(())
        }
        _ => return Err(unknown(verb)),
    })
}
