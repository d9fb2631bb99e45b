//! Lists services page by page and as a stream of items.
//!
//! `cargo run --example pages` starts the emulator inside this process.

use futures_util::{StreamExt as _, TryStreamExt as _};
use nimbus::types::BuiltInProviderId;
use nimbus_emulator::Emulator;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().start().await?;
    let nimbus = emulator.client("demo")?;
    let services = nimbus.services();
    for number in 0..23 {
        let name = format!("lb-{number:02}");
        let parity = if number % 2 == 0 { "even" } else { "odd" };
        services
            .create(&name, BuiltInProviderId::LoadBalancer)
            .label("parity", parity)
            .await?;
    }

    // One page, with its metadata.
    let page = services.list().limit(10).await?;
    let metadata = &page.metadata;
    println!(
        "{} here, {} after them",
        page.items.len(),
        metadata.remaining_count
    );

    // All pages.
    let mut pages = services.list().limit(10).pages();
    while let Some(page) = pages.next().await {
        println!("a page of {}", page?.items.len());
    }

    // All items, through the combinators of `futures-util`.
    let even: Vec<String> = services
        .list()
        .limit(10)
        .items()
        .try_filter(|item| std::future::ready(item.metadata.labels["parity"] == "even"))
        .map_ok(|item| item.metadata.name)
        .try_collect()
        .await?;
    println!("even: {}", even.join(", "));

    // A stream that is dropped requests no more pages.
    let first: Vec<_> = services
        .list()
        .limit(1)
        .items()
        .take(3)
        .try_collect()
        .await?;
    println!("the first {}", first.len());
    Ok(())
}
