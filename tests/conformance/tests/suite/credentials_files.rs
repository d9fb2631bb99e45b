//! Credential files and token files of the file system, in a temporary folder. Variables are in memory.

use std::fs;
use std::path::Path;

use nimbus::discovery::{Environment, FakeEnvironment};
use nimbus::{ErrorKind, Nimbus};
use tempfile::TempDir;

use crate::credentials_alive::VARIABLE;

const BELOW_HOME: &str = ".config/nimbus/application_default_credentials.json";
const CONTENT: &str = r#"{"endpoint":"http://127.0.0.1:9","token":"canary"}"#;

/// A home folder with this credential file.
fn home(content: impl AsRef<[u8]>) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(BELOW_HOME);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, content).unwrap();
    set_mode(&file, 0o600);
    home
}

fn in_home(home: &TempDir) -> FakeEnvironment {
    let path = home.path().to_str().unwrap();
    Environment::fake().system_files().var("HOME", path)
}

fn client(memory: FakeEnvironment) -> Nimbus {
    Nimbus::builder().environment(memory).build().unwrap()
}

/// The text of the error that discovery ends with.
async fn fails(memory: FakeEnvironment) -> String {
    let error = client(memory).origins().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discovery);
    error.to_string()
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) {}

#[tokio::test]
async fn credential_file_in_the_home_folder_is_found() {
    let home = home(CONTENT);
    let nimbus = client(in_home(&home));
    let origins = nimbus.origins().await.unwrap();
    let path = home.path().join(BELOW_HOME);
    let expected = format!("{}, field token", path.display());
    assert_eq!(origins.credential.to_string(), expected);
}

#[cfg(unix)]
#[tokio::test]
async fn file_that_others_can_read_is_reported_once_with_the_remedy_and_used() {
    use nimbus_conformance::captured::Captured;

    let home = home(CONTENT);
    let path = home.path().join(BELOW_HOME);
    set_mode(&path, 0o644);
    let environment = Environment::from(in_home(&home));
    let log = Captured::default();
    let warnings = {
        let _guard = log.listen();
        for _ in 0..3 {
            let builder = Nimbus::builder().environment(environment.clone());
            builder.connect().await.unwrap();
        }
        log.text()
    };
    let remedy = format!("make it private: chmod 600 {}", path.display());
    assert_eq!(warnings.matches(&remedy).count(), 1, "{warnings}");
    assert!(!warnings.contains("canary"), "{warnings}");

    let log = Captured::default();
    set_mode(&path, 0o600);
    let _guard = log.listen();
    client(in_home(&home)).origins().await.unwrap();
    assert!(!log.text().contains("chmod"), "{}", log.text());
}

#[tokio::test]
async fn file_over_one_mebibyte_is_refused_and_one_of_that_size_is_not() {
    let limit = 1024 * 1024;
    let padded = |size| format!("{CONTENT}{}", " ".repeat(size - CONTENT.len()));
    let largest = home(padded(limit));
    client(in_home(&largest)).origins().await.unwrap();
    let larger = home(padded(limit + 1));
    let text = fails(in_home(&larger)).await;
    let path = larger.path().join(BELOW_HOME);
    assert!(text.contains(&path.display().to_string()), "{text}");
    assert!(text.contains("is larger than 1048576 bytes"), "{text}");
}

#[tokio::test]
async fn folder_in_place_of_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let memory = Environment::fake().system_files();
    let memory = memory.var("NIMBUS_APPLICATION_CREDENTIALS", path);
    let text = fails(memory).await;
    assert!(text.contains("is a directory, not a file"), "{text}");
    assert!(text.contains(path), "{text}");
}

#[tokio::test]
async fn tilde_is_a_name_like_any_other() {
    let home = home(CONTENT);
    let memory = in_home(&home).var("NIMBUS_APPLICATION_CREDENTIALS", format!("~/{BELOW_HOME}"));
    let text = fails(memory).await;
    let looked = format!("~/{BELOW_HOME} (by NIMBUS_APPLICATION_CREDENTIALS): does not exist");
    assert!(text.contains(&looked), "{text}");
}

#[tokio::test]
async fn token_file_behind_a_link_is_found_as_it_is_mounted_in_a_pod() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("2026_11_23");
    fs::create_dir(&real).unwrap();
    fs::write(real.join("token"), "canary\n").unwrap();
    let path = folder.path().join("token");
    #[cfg(unix)]
    std::os::unix::fs::symlink(real.join("token"), &path).unwrap();
    #[cfg(not(unix))]
    fs::copy(real.join("token"), &path).unwrap();
    let memory = Environment::fake()
        .system_files()
        .var("NIMBUS_ENDPOINT", "http://127.0.0.1:9")
        .var(VARIABLE, path.to_str().unwrap());
    let nimbus = client(memory);
    let origins = nimbus.origins().await.unwrap();
    let expected = format!("{}, named by {VARIABLE}", path.display());
    assert_eq!(origins.credential.to_string(), expected);
}
