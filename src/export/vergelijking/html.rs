//! Differences as one page that a browser and Word open, that reads without colour and without script.

use std::fmt::Write;

use super::{Bestand, Geheel, Overzicht, Soort, Vorm, Wijziging};
use crate::agenda::tekst::hoofdletter;
use crate::diff::{Piece, Words};
use crate::export::html::{kader, veilig};

/// What was is struck through, what is is underlined; who listens hears both.
const STIJL: &str = "\
del{color:#8b1a1a;background:#fdeeee;text-decoration:line-through}ins{color:#0b5d1e;background:#eaf7ec;text-decoration:underline}\
del::before,del::after,ins::before,ins::after{clip-path:inset(100%);clip:rect(1px,1px,1px,1px);height:1px;overflow:hidden;position:absolute;white-space:nowrap;width:1px}\
del::before{content:\" [begin weg] \"}del::after{content:\" [einde weg] \"}ins::before{content:\" [begin nieuw] \"}ins::after{content:\" [einde nieuw] \"}\
h4{margin-top:1rem}";

impl Overzicht {
    /// The whole as a page.
    pub fn html(&self) -> String {
        let mut uit = String::new();
        let _ = writeln!(
            uit,
            "<main>\n<p>{}</p>\n<p class=\"stil\">Wat weg is, is <del>doorgestreept</del>. Wat nieuw is, is <ins>onderstreept</ins>.</p>",
            veilig(&self.samenvatting())
        );
        for b in &self.ongelezen {
            let _ = writeln!(uit, "<p><strong>Niet vergeleken:</strong> {}</p>", veilig(&b.to_string()));
        }
        if self.bestanden().count() > 1 {
            uit.push_str("<nav aria-label=\"Inhoud\">\n<h2>Inhoud</h2>\n<ul>\n");
            for h in &self.hoofdstukken {
                let _ = writeln!(uit, "<li>{}\n<ul>", veilig(h.titel));
                for b in &h.bestanden {
                    let _ = writeln!(uit, "<li><a href=\"#{}\">{}</a></li>", anker(b), veilig(&b.kop()));
                }
                uit.push_str("</ul></li>\n");
            }
            uit.push_str("</ul>\n</nav>\n");
        }
        for h in &self.hoofdstukken {
            let _ = writeln!(uit, "<section>\n<h2>{}</h2>", veilig(h.titel));
            h.bestanden.iter().for_each(|b| bestand(b, &mut uit));
            uit.push_str("</section>\n");
        }
        uit.push_str("</main>\n");
        let titel = format!("Wat er veranderd is: {}", self.naam);
        kader(titel.trim_end_matches(": "), &self.waarvan(), STIJL, &uit)
    }
}

/// A path as an anchor.
fn anker(b: &Bestand) -> String {
    veilig(&b.pad.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

fn bestand(b: &Bestand, uit: &mut String) {
    let _ = writeln!(uit, "<section>\n<h3 id=\"{}\">{}</h3>", anker(b), veilig(&b.kop()));
    if let Some(zin) = b.zin_geheel_kort() {
        let _ = writeln!(uit, "<p>{}</p>", veilig(&hoofdletter(&zin)));
    }
    if let Some(door) = b.zin_geheel().and(b.door()) {
        let _ = writeln!(uit, "<p class=\"stil\">{}</p>", veilig(&door));
    }
    if let Some(bezwaar) = &b.bezwaar {
        let _ = writeln!(uit, "<p><strong>Let op:</strong> {}</p>", veilig(bezwaar));
    }
    if b.geheel != Geheel::Weg {
        for w in &b.wijzigingen {
            wijziging(w, uit);
            if let Some(door) = w.door().filter(|_| b.zin_geheel().is_none() || w.stappen != b.stappen) {
                let _ = writeln!(uit, "<p class=\"stil\">{}</p>", veilig(&door));
            }
        }
    }
    uit.push_str("</section>\n");
}

fn wijziging(w: &Wijziging, uit: &mut String) {
    let _ = writeln!(uit, "<h4>{}</h4>", veilig(&w.label));
    let weg = |t: &str| format!("<del>{}</del>", veilig(t));
    let nieuw = |t: &str| format!("<ins>{}</ins>", veilig(t));
    match &w.vorm {
        Vorm::Waarde(van, naar) => {
            let delen: Vec<String> = van.as_deref().map(weg).into_iter().chain(naar.as_deref().map(nieuw)).collect();
            let _ = writeln!(uit, "<p>{}</p>", delen.join(" "));
        }
        Vorm::Tekst(words) => {
            let _ = writeln!(uit, "<p>{}</p>", woorden(words));
        }
        Vorm::Lijst { erbij, weg: af, .. } => {
            let regels: Vec<String> = af.iter().map(|t| weg(t)).chain(erbij.iter().map(|t| nieuw(t))).collect();
            if !regels.is_empty() {
                let _ = writeln!(uit, "<ul>\n<li>{}</li>\n</ul>", regels.join("</li>\n<li>"));
            }
        }
        Vorm::Rij(velden) => {
            let (woord, merk) =
                if w.soort == Soort::Toegevoegd { ("Toegevoegd", "ins") } else { ("Weggehaald", "del") };
            let _ = writeln!(uit, "<p>{woord}:</p>\n<dl>");
            for (label, waarde) in velden {
                let _ = writeln!(uit, "<dt>{}</dt><dd><{merk}>{}</{merk}></dd>", veilig(label), veilig(waarde));
            }
            uit.push_str("</dl>\n");
        }
        Vorm::Volgorde(van, naar) => {
            let _ = writeln!(uit, "<p>{} {}</p>", weg(&van.join("; ")), nieuw(&naar.join("; ")));
        }
        Vorm::Bytes(van, naar) => {
            let bytes = |n: &Option<usize>| n.map_or_else(|| "niets".to_owned(), |n| format!("{n} bytes"));
            let _ = writeln!(uit, "<p>Geen tekst: van {} naar {}.</p>", bytes(van), bytes(naar));
        }
    }
    for k in w.kanttekeningen() {
        let _ = writeln!(uit, "<p class=\"stil\">{}</p>", veilig(&k));
    }
}

/// Line ends as such, for Word takes none from a style; a space between what went and what came.
fn woorden(words: &Words) -> String {
    let regels = |t: &str| veilig(t).replace('\n', "<br>\n");
    let mut uit = String::new();
    let mut na_weg = false;
    for p in &words.pieces {
        match p {
            Piece::Same(t) => uit.push_str(&regels(t)),
            Piece::Gone(t) => uit.push_str(&format!("<del>{}</del>", regels(t))),
            Piece::New(t) => {
                let tussen = if na_weg && !uit.ends_with(['\n', ' ']) { " " } else { "" };
                uit.push_str(&format!("{tussen}<ins>{}</ins>", regels(t)));
            }
        }
        na_weg = matches!(p, Piece::Gone(_));
    }
    uit
}
