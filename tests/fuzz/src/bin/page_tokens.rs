//! Page tokens: every page that the server leads to is asked for once, whatever its tokens are, and every item comes
//! once and in order. The input has a line for each page, which is the token that the page leads on with; a first line
//! that begins with `>` is where the caller begins.

#![no_main]

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::Stream;
use nimbus::fuzzing::{items, pages};
use nimbus::pagination::Page;
use nimbus::{ErrorKind, Result};

/// More pages show nothing new.
const PAGES: usize = 64;

#[derive(Clone)]
struct Leaf {
    items: Vec<usize>,
    next: Option<String>,
}

impl Page for Leaf {
    type Item = usize;

    fn next_page_token(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn into_items(self) -> Vec<usize> {
        self.items
    }
}

type Fetch = Box<dyn Fn(Option<String>) -> Fetched + Send + Sync>;
type Fetched = Pin<Box<dyn Future<Output = Result<Leaf>> + Send>>;

/// What the server has been asked for.
type Asked = Arc<Mutex<Vec<Option<String>>>>;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));

fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let mut lines = text.lines().take(PAGES).peekable();
    let first = lines.next_if(|line| line.starts_with('>'));
    let first = first.map(|line| line[1..].to_owned());
    let mut numbers = 0..;
    let mut leaves: Vec<_> = lines
        .map(|line| Leaf {
            items: numbers.by_ref().take(line.len() % 5).collect(),
            next: Some(line.to_owned()),
        })
        .collect();
    leaves.push(Leaf {
        items: numbers.take(1).collect(),
        next: None,
    });
    let (wanted, repeats) = expected(first.clone(), &leaves);
    let listed: Vec<_> = leaves[..wanted.len()]
        .iter()
        .flat_map(|leaf| leaf.items.clone())
        .collect();

    let asked = Asked::default();
    let (all, ended_well) = drain(pages(first.clone(), fetch(&leaves, &asked)));
    assert_eq!((all.len(), ended_well), (wanted.len(), !repeats));
    assert_eq!(
        *asked.lock().unwrap_or_else(PoisonError::into_inner),
        wanted
    );

    let asked = Asked::default();
    let all = drain(items(pages(first, fetch(&leaves, &asked))));
    assert_eq!(all, (listed, !repeats));
    assert_eq!(
        *asked.lock().unwrap_or_else(PoisonError::into_inner),
        wanted
    );
}

/// With what the server must be asked, and whether it then leads back.
fn expected(first: Option<String>, leaves: &[Leaf]) -> (Vec<Option<String>>, bool) {
    let mut seen: HashSet<_> = first.iter().cloned().collect();
    let mut wanted = vec![first];
    for leaf in leaves {
        match &leaf.next {
            Some(token) if token.is_empty() => break,
            Some(token) if !seen.insert(token.clone()) => return (wanted, true),
            Some(token) => wanted.push(Some(token.clone())),
            None => break,
        }
    }
    (wanted, false)
}

/// Some pages are there at once, some are waited for.
fn fetch(leaves: &[Leaf], asked: &Asked) -> Fetch {
    let (leaves, asked) = (leaves.to_vec(), asked.clone());
    Box::new(move |token| {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let leaf = leaves[asked.len()].clone();
        asked.push(token);
        let mut waits = leaf.items.len() % 2;
        Box::pin(std::future::poll_fn(move |_| match waits {
            0 => Poll::Ready(Ok(leaf.clone())),
            _ => {
                waits -= 1;
                Poll::Pending
            }
        }))
    })
}

/// All that a stream gives, and whether it ends without an error.
fn drain<T>(mut stream: impl Stream<Item = Result<T>> + Unpin) -> (Vec<T>, bool) {
    let mut context = Context::from_waker(Waker::noop());
    let (mut all, mut ended_well) = (Vec::new(), true);
    // Each page has few items, and waits once at most.
    for _ in 0..PAGES * 10 {
        match Pin::new(&mut stream).poll_next(&mut context) {
            Poll::Pending => {}
            Poll::Ready(Some(Ok(item))) => {
                assert!(ended_well, "an error is the last item");
                all.push(item);
            }
            Poll::Ready(Some(Err(error))) => {
                assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
                assert!(ended_well, "there is one error at most");
                ended_well = false;
            }
            Poll::Ready(None) => {
                assert!(matches!(
                    Pin::new(&mut stream).poll_next(&mut context),
                    Poll::Ready(None)
                ));
                return (all, ended_well);
            }
        }
    }
    panic!("the stream does not end");
}
