//! Many tasks change one definition at the same time, and no change is lost.
//!
//! `cargo run --example update_with` starts the emulator inside this process.

use nimbus::types::{ServiceBackendSpec, ServiceDefinition};
use nimbus_emulator::{Emulator, Fault};
use tokio::task::JoinSet;

/// Why an update failed.
#[derive(Debug)]
enum UpdateError {
    /// The number of replicas that there are already.
    TooMany(u32),
    Nimbus(nimbus::Error),
}

impl From<nimbus::Error> for UpdateError {
    fn from(error: nimbus::Error) -> Self {
        Self::Nimbus(error)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().start().await?;
    let nimbus = emulator.client("demo")?;
    let services = nimbus.services();
    let external = ServiceBackendSpec::external("https://search.internal:9200", "/healthz");
    let created = services
        .create("search", external)
        .label("tier", "edge")
        .await?;
    println!("created {}", show(&created));

    let mut tasks = JoinSet::new();
    for _ in 0..12 {
        let nimbus = nimbus.clone();
        tasks.spawn(async move {
            let update = nimbus.services().update_with("search", |draft| {
                let replicas = draft.labels.get("replicas");
                let replicas = replicas.and_then(|replicas| replicas.parse().ok());
                let replicas: u32 = replicas.unwrap_or_default();
                if replicas >= 10 {
                    return Err(UpdateError::TooMany(replicas));
                }
                draft
                    .labels
                    .insert("replicas".to_owned(), (replicas + 1).to_string());
                Ok(())
            });
            update.await
        });
    }
    let (mut accepted, mut refused) = (0, 0);
    while let Some(outcome) = tasks.join_next().await {
        match outcome? {
            Ok(_) => accepted += 1,
            Err(UpdateError::TooMany(replicas)) => {
                assert_eq!(replicas, 10);
                refused += 1;
            }
            Err(UpdateError::Nimbus(error)) => return Err(error.into()),
        }
    }
    println!("{accepted} changes were accepted, {refused} refused");

    // The response to a write is lost: `update_with` reads the definition to find out whether it was carried out.
    emulator.fault(Fault::next().on("services_update").drop_after());
    let update = services.update_with("search", |draft| {
        draft.labels.insert("tier".to_owned(), "core".to_owned());
    });
    println!("changed {}", show(&update.await?));

    let delete = services.delete_with("search", |definition| {
        println!("about to delete {}", show(definition));
    });
    delete.await?;
    println!("deleted");
    Ok(())
}

fn show(definition: &ServiceDefinition) -> String {
    let metadata = &definition.metadata;
    format!("generation {}, {:?}", metadata.generation, metadata.labels)
}
