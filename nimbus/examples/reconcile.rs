//! Makes a tenant's services match a YAML file, and deletes those that it created and that are no longer in the file.
//!
//! ```text
//! cargo run --example reconcile                       # on the emulator, with a sample file
//! cargo run --example reconcile -- services.yaml      # endpoint and credential are discovered
//! cargo run --example reconcile -- services.yaml --dry-run
//! ```

use std::collections::BTreeMap;
use std::error::Error;

use clap::Parser;
use futures_util::TryStreamExt as _;
use nimbus::Nimbus;
use nimbus::services::Applied;
use nimbus::types::{ServiceBackendSpec, ServiceDefinition};
use nimbus_emulator::Emulator;
use serde::Deserialize;

/// Services with this label belong to the file.
const OWNER: (&str, &str) = ("managed-by", "reconcile");

const SAMPLE: &str = "
web:
  revision: 4f2a91c
  labels: { tier: edge }
  backend:
    kind: sandbox
    sandbox:
      owner: { kind: service }
      backend: container
      root: { kind: oci_image, source: { kind: reference, reference: 'docker.io/library/node:22' } }
      process: { argv: [node, run.js] }
tab:
  backend: { kind: builtIn, provider: browser }
";

#[derive(Parser)]
struct Args {
    /// The YAML file that declares the services.
    file: Option<std::path::PathBuf>,
    /// The tenant.
    #[arg(long, default_value = "demo")]
    tenant: String,
    /// Only list what would be created, compared and deleted.
    #[arg(long)]
    dry_run: bool,
}

type Services = BTreeMap<String, Declaration>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declaration {
    backend: ServiceBackendSpec,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    /// Changes whenever the launch inputs of the sandbox do: the server does not show them, so they cannot be compared.
    revision: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    if let Some(file) = args.file {
        let services = parse(&std::fs::read_to_string(&file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let nimbus = Nimbus::builder().tenant(args.tenant).build()?;
        return reconcile(&nimbus, services, args.dry_run).await;
    }
    let emulator = Emulator::builder().start().await?;
    let nimbus = emulator.client(&args.tenant)?;
    // A dry run, a run that creates, one that finds nothing to change, and one that deletes everything.
    for dry_run in [true, false, false] {
        reconcile(&nimbus, parse(SAMPLE)?, dry_run).await?;
    }
    reconcile(&nimbus, Services::new(), false).await
}

/// Reads YAML as JSON first. The errors of the YAML parser quote lines, which may hold secrets; those of the SDK's types
/// do not.
fn parse(yaml: &str) -> Result<Services, Box<dyn Error>> {
    let value: serde_json::Value =
        serde_saphyr::from_str(yaml).map_err(|_| "the file is not valid YAML")?;
    Ok(serde_json::from_value(value)?)
}

async fn reconcile(nimbus: &Nimbus, wanted: Services, dry_run: bool) -> Result<(), Box<dyn Error>> {
    let services = nimbus.services();
    // Lists the services once instead of once for each of them.
    let read: Vec<ServiceDefinition> = services.list().items().try_collect().await?;
    let mut current: BTreeMap<_, _> = read
        .into_iter()
        .map(|definition| (definition.metadata.name.clone(), definition))
        .collect();
    for (name, wanted) in wanted {
        let found = current.remove(&name);
        if dry_run {
            println!(
                "{name}: {}",
                if found.is_some() {
                    "would be compared"
                } else {
                    "would be created"
                }
            );
            continue;
        }
        let mut apply = services
            .apply(&name, wanted.backend)
            .labels(wanted.labels)
            .label(OWNER.0, OWNER.1)
            .replace_labels()
            .stop_if_running();
        if let Some(revision) = wanted.revision {
            apply = apply.revision(revision);
        }
        if let Some(found) = found {
            apply = apply.current_definition(found);
        }
        let outcome = match apply.await? {
            Applied::Created(_) => "created",
            Applied::Updated(_) => "updated",
            Applied::Unchanged(_) => "unchanged",
        };
        println!("{name}: {outcome}");
    }
    // What is left in the map is not in the file.
    for (name, found) in current.iter().filter(|(_, found)| is_ours(found)) {
        if dry_run {
            println!("{name}: would be deleted");
            continue;
        }
        let generation = found.metadata.generation;
        services.delete(name, generation).force(true).await?;
        println!("{name}: deleted");
    }
    Ok(())
}

fn is_ours(definition: &ServiceDefinition) -> bool {
    let owner = definition.metadata.labels.get(OWNER.0);
    owner.is_some_and(|owner| owner == OWNER.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_services_of_the_file_are_deleted() {
        let emulator = Emulator::builder().start().await.unwrap();
        let nimbus = emulator.client("demo").unwrap();
        let browser = nimbus::types::BuiltInProviderId::Browser;
        nimbus.services().create("other", browser).await.unwrap();
        let wanted = || parse(SAMPLE).unwrap();
        reconcile(&nimbus, wanted(), false).await.unwrap();
        nimbus.services().start("web").until_ready().await.unwrap();
        let writes = || {
            let requests = emulator.requests();
            requests.iter().filter(|seen| seen.method != "GET").count()
        };
        // A service that already matches is not written, though it runs.
        let before = writes();
        reconcile(&nimbus, wanted(), false).await.unwrap();
        reconcile(&nimbus, Services::new(), true).await.unwrap();
        assert_eq!(writes(), before);
        reconcile(&nimbus, Services::new(), false).await.unwrap();
        let left = nimbus.services().list().await.unwrap().items;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].metadata.name, "other");
    }

    #[test]
    fn a_misspelled_field_is_an_error_that_names_it() {
        let file = SAMPLE.replace("argv", "arguments");
        let error = parse(&file).err().unwrap();
        assert!(error.to_string().contains("arguments"), "{error}");
    }

    #[test]
    fn an_error_of_the_parser_quotes_nothing() {
        let error = parse("web:\n  secret: [a-secret\n").err().unwrap();
        assert_eq!(error.to_string(), "the file is not valid YAML");
    }
}
