//! The terminal program on a test terminal, driven by key scripts.

#![allow(dead_code, reason = "each test file uses its own part")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use oogo::actions::Thuis;
use oogo::agenda::Datum;
use oogo::tui::app::{App, Message, Opening};
use oogo::tui::job::Job;
use oogo::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::common::Proef;

/// The program on a screen of this size, with jobs done at once.
pub struct Scherm {
    /// Its state.
    pub app: App,
    /// The screen.
    pub terminal: Terminal<TestBackend>,
}

impl Scherm {
    pub fn open(p: &Proef, breed: u16, hoog: u16) -> Self {
        Self::met_map(p, Some(p.map.clone()), breed, hoog)
    }

    pub fn met_map(p: &Proef, map: Option<std::path::PathBuf>, breed: u16, hoog: u16) -> Self {
        let opening = Opening { map, ..Opening::default() };
        let app = App::new(Thuis::in_map(p.thuis()), Datum::nieuw(2026, 11, 21).unwrap(), opening);
        let mut s = Self { app, terminal: Terminal::new(TestBackend::new(breed, hoog)).unwrap() };
        let jobs = s.app.take_jobs();
        s.doe(jobs);
        s.teken();
        s
    }

    pub fn doe(&mut self, jobs: Vec<Job>) {
        let mut wachtrij: std::collections::VecDeque<Job> = jobs.into();
        while let Some(job) = wachtrij.pop_front() {
            wachtrij.extend(self.app.update(Message::Done(job.run())));
        }
    }

    pub fn teken(&mut self) {
        let app = &self.app;
        self.terminal.draw(|f| view::draw(f, app)).unwrap();
    }

    /// Types a script: plain characters, and keys between angle brackets: `<enter>`, `<ctrl-s>`.
    pub fn toetsen(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (event, lengte) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((naam, _)) if c == '<' => (toets(naam), naam.len() + 2),
                _ => (KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE), c.len_utf8()),
            };
            rest = &rest[lengte..];
            let jobs = self.app.update(Message::Key(event));
            self.doe(jobs);
            self.teken();
        }
        self
    }

    pub fn plak(&mut self, tekst: &str) -> &mut Self {
        let jobs = self.app.update(Message::Paste(tekst.to_owned()));
        self.doe(jobs);
        self.teken();
        self
    }

    pub fn tekst(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let breed = usize::from(buffer.area.width);
        let regels = buffer.content().chunks(breed);
        let mut uit: Vec<String> =
            regels.map(|r| r.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned()).collect();
        let cursor = self.terminal.backend().cursor_position();
        uit.push(format!("[cursor: rij {}, kolom {}]", cursor.y + 1, cursor.x + 1));
        uit.join("\n")
    }

    pub fn toont(&mut self, wat: &str) -> &mut Self {
        assert!(self.tekst().contains(wat), "{wat:?} is not on screen:\n{}", self.tekst());
        self
    }

    pub fn toont_niet(&mut self, wat: &str) -> &mut Self {
        assert!(!self.tekst().contains(wat), "{wat:?} is on screen:\n{}", self.tekst());
        self
    }
}

pub fn toets(naam: &str) -> KeyEvent {
    let (code, modifiers) = match naam {
        "enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "up" => (KeyCode::Up, KeyModifiers::NONE),
        "down" => (KeyCode::Down, KeyModifiers::NONE),
        "pgdn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "pgup" => (KeyCode::PageUp, KeyModifiers::NONE),
        "home" => (KeyCode::Home, KeyModifiers::NONE),
        "end" => (KeyCode::End, KeyModifiers::NONE),
        "tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "del" => (KeyCode::Delete, KeyModifiers::NONE),
        "f1" => (KeyCode::F(1), KeyModifiers::NONE),
        "f5" => (KeyCode::F(5), KeyModifiers::NONE),
        _ => match naam.strip_prefix("ctrl-") {
            Some(t) => (KeyCode::Char(t.chars().next().unwrap()), KeyModifiers::CONTROL),
            None => panic!("{naam}"),
        },
    };
    KeyEvent::new(code, modifiers)
}
