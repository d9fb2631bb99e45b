use super::*;

/// The time limit for each file.
const LIMIT: Duration = Duration::from_secs(10);

#[tokio::test]
async fn real_files_are_read_within_the_limit() {
    let environment = Environment::system();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = here.join("Cargo.toml");
    let length = std::fs::metadata(&file).unwrap().len() as usize;
    let contents = environment.read(&file, length, LIMIT).await.ok().unwrap();
    assert_eq!(contents.bytes.len(), length);
    assert_eq!(contents.mode.is_some(), cfg!(unix));
    let failure = async |path: &Path, limit| environment.read(path, limit, LIMIT).await.err();
    assert_eq!(
        failure(&file, length - 1).await,
        Some(ReadError::TooLarge(length - 1))
    );
    assert_eq!(failure(here, SIZE_LIMIT).await, Some(ReadError::Directory));
    assert_eq!(
        failure(&here.join("absent"), SIZE_LIMIT).await,
        Some(ReadError::NotFound)
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn endless_file_is_refused() {
    let read = Environment::system()
        .read(Path::new("/dev/zero"), SIZE_LIMIT, LIMIT)
        .await;
    assert_eq!(read.err(), Some(ReadError::TooLarge(SIZE_LIMIT)));
}
