//! The threads beside the one that draws: those that work, and the one that listens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::actions::Fout;
use crate::tui::system::incoming::Input;
use crate::tui::work::done::Done;
use crate::tui::work::job::Job;
use crate::tui::work::wanted::Wanted;

/// So long it is waited for an exchange when the program ends: it is whole at any moment, and the next start tells of
/// one that was broken off.
const PATIENCE: Duration = Duration::from_secs(10);

/// The threads that work: one for what is asked, one for drafts, which wait for nothing else.
pub(in crate::tui) struct Workers {
    jobs: Sender<Job>,
    drafts: Sender<Job>,
    threads: Vec<std::thread::JoinHandle<()>>,
    /// How many jobs that may write were asked for and are not done.
    to_write: Arc<AtomicUsize>,
    /// Those that wait for others, with whether that only reads.
    elsewhere: Vec<(Wanted, bool)>,
}

impl Workers {
    pub(in crate::tui) fn start(input: &Sender<Input>) -> Self {
        let mut threads = Vec::new();
        let to_write = Arc::new(AtomicUsize::new(0));
        let mut start = || {
            let (jobs, asked) = mpsc::channel();
            let (done, answers) = mpsc::channel();
            let to_write = Arc::clone(&to_write);
            threads.push(std::thread::spawn(move || work(&asked, &done, &to_write)));
            let input = input.clone();
            std::thread::spawn(move || {
                while let Ok(done) = answers.recv() {
                    if input.send(Input::Done(Box::new(done))).is_err() {
                        return;
                    }
                }
            });
            jobs
        };
        let (drafts, jobs) = (start(), start());
        Self { jobs, drafts, threads, to_write, elsewhere: Vec::new() }
    }

    pub(in crate::tui) fn send(&mut self, new: Vec<Job>) {
        for job in new {
            // Upkeep takes seconds now and then; nobody's save waits for it.
            if let Job::Tidy(_) = job {
                std::thread::spawn(move || job.run());
            } else {
                if !job.only_reads() {
                    self.to_write.fetch_add(1, Ordering::SeqCst);
                }
                self.elsewhere.extend(job.waits_for_others().map(|wanted| (wanted.clone(), job.only_reads())));
                let _ = if job.is_draft() { self.drafts.send(job) } else { self.jobs.send(job) };
            }
        }
    }

    /// Ends when everything is written that was asked; drafts come first. Nobody waits any more for what only
    /// reads, however long that would take.
    pub(in crate::tui) fn finish(self) {
        drop((self.jobs, self.drafts));
        let begin = Instant::now();
        self.elsewhere.iter().filter(|(_, only_reads)| *only_reads).for_each(|(wanted, _)| wanted.give_up());
        while self.to_write.load(Ordering::SeqCst) > 0 && !self.threads.iter().all(|t| t.is_finished()) {
            std::thread::sleep(Duration::from_millis(2));
            if begin.elapsed() > PATIENCE {
                self.elsewhere.iter().for_each(|(wanted, _)| wanted.give_up());
            }
        }
    }
}

/// Runs jobs one after another until nobody asks any more.
fn work(asked: &Receiver<Job>, done: &Sender<Done>, to_write: &AtomicUsize) {
    while let Ok(job) = asked.recv() {
        std::thread::sleep(job.pause());
        let only_reads = job.only_reads();
        // One job that stops on a fault in the program takes no other work with it.
        let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job.run())).unwrap_or_else(|_| {
            let advies = "Wat was opgeslagen, is er nog. Meld dit aan de makers.";
            Done::Refused(Fout::nieuw("Er ging iets mis in het programma.", advies))
        });
        if !only_reads {
            to_write.fetch_sub(1, Ordering::SeqCst);
        }
        if done.send(answer).is_err() {
            return;
        }
    }
}

/// The thread that listens to the terminal; it keeps still while another program has it.
pub(in crate::tui) struct Listener {
    /// Whether it is to keep still, and whether it does.
    pub(in crate::tui) state: Arc<(AtomicBool, AtomicBool)>,
}

impl Listener {
    /// How long it takes at most before it notices that it is to keep still.
    const PATIENCE: Duration = Duration::from_millis(250);

    pub(in crate::tui) fn start(input: Sender<Input>) -> Self {
        let state = Arc::new((AtomicBool::new(false), AtomicBool::new(false)));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            loop {
                if shared.0.load(Ordering::SeqCst) {
                    shared.1.store(true, Ordering::SeqCst);
                    std::thread::sleep(Self::PATIENCE / 5);
                    continue;
                }
                shared.1.store(false, Ordering::SeqCst);
                match crossterm::event::poll(Self::PATIENCE) {
                    Ok(false) => {}
                    Ok(true) => {
                        let Ok(event) = crossterm::event::read() else { return };
                        if input.send(Input::Terminal(event)).is_err() {
                            return;
                        }
                    }
                    Err(_) => return,
                }
            }
        });
        Self { state }
    }

    /// Does something while the thread keeps still.
    pub(in crate::tui) fn away<T>(&self, act: impl FnOnce() -> T) -> T {
        self.state.0.store(true, Ordering::SeqCst);
        while !self.state.1.load(Ordering::SeqCst) {
            std::thread::sleep(Self::PATIENCE / 50);
        }
        let done = act();
        self.state.0.store(false, Ordering::SeqCst);
        done
    }
}
