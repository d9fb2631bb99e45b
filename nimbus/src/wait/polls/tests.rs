//! Tests of pollers with a fake resource, on a paused clock.

use std::collections::VecDeque;
use std::sync::Mutex;

use futures_util::future::join_all;
use nimbus_api::{Operation, operations};
use tokio::time::timeout;

use super::*;
use crate::Error;
use crate::{ErrorKind, Sent};

#[derive(Clone, Debug, PartialEq)]
struct Word(&'static str);

impl Resource for Word {
    const THING: &'static str = "word";
    const OPERATION: &'static Operation = &operations::SERVICES_GET;
    const ENDS: bool = false;

    fn state(&self) -> Option<&str> {
        Some(self.0)
    }

    fn readiness(&self) -> Option<&str> {
        None
    }

    fn health(&self) -> Option<&str> {
        None
    }

    fn differs_from(&self, before: &Self) -> bool {
        self != before
    }
}

const INTERVAL: Duration = Duration::from_secs(1);

fn plan(
    poll: impl Fn() -> BoxFuture<'static, Result<Word>> + Send + Sync + 'static,
) -> PollPlan<Word> {
    let key = Key {
        tenant: "demo".to_owned(),
        name: "web".to_owned(),
        interval: INTERVAL,
        options: Arc::default(),
    };
    PollPlan {
        poll: Arc::new(poll),
        interval: INTERVAL,
        shared: Some((Pollers::default(), key)),
    }
}

/// Returns these words, one per poll, and then repeats the last one. A blank one is an error.
fn speaking(words: &[&'static str]) -> PollPlan<Word> {
    let words = Mutex::new(VecDeque::from(words.to_vec()));
    plan(move || {
        let mut words = words.lock().unwrap();
        let word = match words.len() {
            1 => words.front().copied(),
            _ => words.pop_front(),
        };
        let outcome = match word {
            Some("") | None => Err(Error::transport(
                ErrorKind::Connection,
                Sent::Maybe,
                "broken",
                None,
            )),
            Some(word) => Ok(Word(word)),
        };
        Box::pin(std::future::ready(outcome))
    })
}

fn far() -> Instant {
    Instant::now() + 1000 * INTERVAL
}

/// Returns what a wait sees, and after which poll, until nothing new comes.
async fn told(polls: &mut Polls<Word>, plan: &PollPlan<Word>) -> Vec<(u32, Option<&'static str>)> {
    let mut told = Vec::new();
    while let Ok(seen) = timeout(10 * INTERVAL, polls.next(plan, far())).await {
        told.push((polls.count(), seen.ok().map(|word| word.0)));
    }
    told
}

#[tokio::test(start_paused = true)]
async fn what_is_as_before_wakes_nobody() {
    let plan = speaking(&["a", "a", "a", "b", "b", "a"]);
    let mut polls = plan.polls(far());
    let expected = [(1, Some("a")), (4, Some("b")), (6, Some("a"))];
    assert_eq!(told(&mut polls, &plan).await, expected);
}

#[tokio::test(start_paused = true)]
async fn every_error_is_told_and_that_it_is_over() {
    let plan = speaking(&["a", "", "", "a", "a"]);
    let mut polls = plan.polls(far());
    let expected = [(1, Some("a")), (2, None), (3, None), (4, Some("a"))];
    assert_eq!(told(&mut polls, &plan).await, expected);
}

#[tokio::test(start_paused = true)]
async fn a_newcomer_is_told_what_others_know_already_after_the_next_poll() {
    let plan = speaking(&["a"]);
    let mut first = plan.polls(far());
    first.next(&plan, far()).await.unwrap();
    let mut newcomer = plan.polls(far());
    assert_eq!(newcomer.count(), 0);
    assert_eq!(told(&mut newcomer, &plan).await[0], (1, Some("a")));
}

/// The first poll sees a failure and takes so long that the second wait begins meanwhile.
#[tokio::test(start_paused = true)]
async fn what_was_asked_before_a_wait_does_not_count_for_it() {
    let begun = Mutex::new(0);
    let plan = plan(move || {
        let mut begun = begun.lock().unwrap();
        *begun += 1;
        let word = Word(if *begun == 1 { "failed" } else { "ready" });
        Box::pin(async move {
            sleep(INTERVAL / 2).await;
            Ok(word)
        })
    });
    let mut first = plan.polls(far());
    sleep(INTERVAL / 4).await;
    let mut second = plan.polls(far());
    assert_eq!(first.next(&plan, far()).await.unwrap().0, "failed");
    assert_eq!(second.next(&plan, far()).await.unwrap().0, "ready");
    assert_eq!((first.count(), second.count()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_poller_ends_with_the_last_wait() {
    let plan = speaking(&["a"]);
    let registered = || plan.shared.as_ref().unwrap().0.lock().len();
    let mut first = plan.polls(far());
    let second = plan.polls(far());
    assert_eq!(registered(), 1);
    first.next(&plan, far()).await.unwrap();
    drop(first);
    assert_eq!(registered(), 1);
    drop(second);
    assert_eq!(registered(), 0);
}

/// The first poll hangs, as on a dead connection. The others succeed.
#[tokio::test(start_paused = true)]
async fn a_newcomer_does_not_wait_for_a_poll_that_hangs() {
    let begun = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&begun);
    let plan = plan(move || {
        let mut begun = counted.lock().unwrap();
        *begun += 1;
        match *begun {
            1 => Box::pin(std::future::pending()),
            _ => Box::pin(std::future::ready(Ok(Word("a")))),
        }
    });
    let _first = plan.polls(far());
    sleep(INTERVAL / 2).await;
    let start = Instant::now();
    let mut newcomers: Vec<_> = (0..10).map(|_| plan.polls(far())).collect();
    let seen = join_all(newcomers.iter_mut().map(|polls| polls.next(&plan, far()))).await;
    assert!(seen.into_iter().all(|seen| seen.is_ok()));
    assert!(start.elapsed() <= INTERVAL);
    // One more poll is enough for all of them.
    assert_eq!(*begun.lock().unwrap(), 2);
    // A wait that comes later does not have to wait at all.
    let mut later = plan.polls(far());
    timeout(2 * INTERVAL, later.next(&plan, far()))
        .await
        .unwrap()
        .unwrap();
}

/// Pollers that start together spread out.
#[tokio::test(start_paused = true)]
async fn polls_of_different_resources_are_spread_over_the_interval() {
    const POLLERS: usize = 1000;
    let start = Instant::now();
    let times = Arc::new(Mutex::new(Vec::new()));
    let plans: Vec<_> = (0..POLLERS)
        .map(|_| {
            let times = Arc::clone(&times);
            plan(move || {
                times.lock().unwrap().push(start.elapsed());
                Box::pin(std::future::ready(Ok(Word("a"))))
            })
        })
        .collect();
    let _polls: Vec<_> = plans.iter().map(|plan| plan.polls(far())).collect();
    sleep(5 * INTERVAL).await;
    let times = times.lock().unwrap();
    let at_once = times.iter().filter(|time| time.is_zero()).count();
    assert_eq!(at_once, POLLERS);
    // The polls of each round from the second on, in twenty buckets.
    let mut buckets = [0; 60];
    for time in times.iter().filter(|time| **time >= INTERVAL) {
        let bucket = (time.as_millis() / 50) as usize - 20;
        buckets
            .get_mut(bucket)
            .into_iter()
            .for_each(|count| *count += 1);
    }
    let busiest = buckets.iter().max().unwrap();
    assert!(*busiest <= 2 * POLLERS / 20, "{buckets:?}");
}

/// Like a future that lost a `select` but is still held.
#[tokio::test(start_paused = true)]
async fn a_wait_that_is_kept_beyond_its_deadline_polls_no_more() {
    let begun = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&begun);
    let plan = plan(move || {
        *counted.lock().unwrap() += 1;
        Box::pin(std::future::ready(Ok(Word("a"))))
    });
    let _kept = plan.polls(Instant::now() + 4 * INTERVAL);
    let later = plan.polls(Instant::now() + 8 * INTERVAL);
    sleep(100 * INTERVAL).await;
    let polls = *begun.lock().unwrap();
    assert!((7..=8).contains(&polls), "{polls}");
    drop(later);
    // A wait that comes then gets a poll at once.
    let mut newcomer = plan.polls(far());
    newcomer.next(&plan, far()).await.unwrap();
    assert_eq!(*begun.lock().unwrap(), polls + 1);
}

#[tokio::test(start_paused = true)]
async fn who_joins_has_a_poll_within_an_interval_however_the_polls_are_spread() {
    for _ in 0..20 {
        let plan = speaking(&["a"]);
        let mut first = plan.polls(far());
        first.next(&plan, far()).await.unwrap();
        sleep(INTERVAL / 10).await;
        let start = Instant::now();
        plan.polls(far()).next(&plan, far()).await.unwrap();
        assert!(start.elapsed() <= INTERVAL, "{:?}", start.elapsed());
    }
}
