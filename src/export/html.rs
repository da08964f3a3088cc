//! One self-contained, accessible page (WCAG 2.1 AA) that a browser and Word open: no script, no
//! address outside it, headings and tables marked as such, readable on paper.

use std::fmt::Write;

use super::leesstuk::{Inhoud, Leesstuk};
use crate::agenda::proza::Blok;
use crate::agenda::tekst::zichtbaar;

const STIJL: &str = "\
body{font-family:Calibri,Arial,sans-serif;line-height:1.5;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.8rem}h2{font-size:1.45rem;border-bottom:1px solid #767676;margin-top:2.5rem}h3{font-size:1.2rem;margin-top:2rem}h4{font-size:1rem;margin-bottom:.2rem}\
p,ul{margin-top:.2rem}table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}\
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#f0f0f0}\
dl{margin-top:.2rem}dt{font-weight:bold}dd{margin:0 0 .3rem 1rem}.stil{color:#595959}a{color:#0b4f9e}\
@media print{body{max-width:none;margin:0}h2,h3,h4{page-break-after:avoid}tr{page-break-inside:avoid}}";

/// By this line a page of ours is known, and may be written anew.
pub const KENMERK: &str = "<meta name=\"generator\" content=\"oogo\">";

/// Text as HTML: markup characters escaped, misleading characters made visible.
pub fn veilig(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for teken in zichtbaar(tekst).chars() {
        match teken {
            '&' => uit.push_str("&amp;"),
            '<' => uit.push_str("&lt;"),
            '>' => uit.push_str("&gt;"),
            '"' => uit.push_str("&quot;"),
            '\'' => uit.push_str("&#39;"),
            t => uit.push(t),
        }
    }
    uit
}

/// A part of the page: a heading, what stands under it, and the parts below it.
#[derive(Debug, Default)]
pub struct Hoofdstuk {
    /// The heading.
    pub titel: String,
    /// A line under the heading.
    pub onder: String,
    /// An anchor to jump to.
    pub anker: String,
    /// What stands here.
    pub stuk: Option<Leesstuk>,
    /// Parts below.
    pub delen: Vec<Hoofdstuk>,
}

/// A page around what stands in it: head, title, a line under it.
pub fn kader(titel: &str, onder_titel: &str, stijl: &str, inhoud: &str) -> String {
    let titel = veilig(titel);
    format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n{KENMERK}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{titel}</title>\n<style>{STIJL}{stijl}</style>\n</head>\n<body>\n\
         <header><h1>{titel}</h1>{}</header>\n{inhoud}</body>\n</html>\n",
        onder(onder_titel)
    )
}

/// The whole page.
pub fn pagina(inhoud: &Hoofdstuk) -> String {
    let mut uit = String::new();
    if !inhoud.delen.is_empty() {
        uit.push_str("<nav aria-label=\"Inhoud\">\n<h2>Inhoud</h2>\n");
        inhoudsopgave(&inhoud.delen, &mut uit);
        uit.push_str("</nav>\n");
    }
    uit.push_str("<main>\n");
    if let Some(stuk) = &inhoud.stuk {
        leesstuk(stuk, 2, &mut uit);
    }
    for deel in &inhoud.delen {
        hoofdstuk(deel, 2, &mut uit);
    }
    uit.push_str("</main>\n");
    kader(&inhoud.titel, &inhoud.onder, "", &uit)
}

fn onder(tekst: &str) -> String {
    if tekst.is_empty() { String::new() } else { format!("<p class=\"stil\">{}</p>", veilig(tekst)) }
}

fn inhoudsopgave(delen: &[Hoofdstuk], uit: &mut String) {
    uit.push_str("<ul>\n");
    for deel in delen {
        let _ = write!(uit, "<li><a href=\"#{}\">{}</a>", veilig(&deel.anker), veilig(&deel.titel));
        if !deel.delen.is_empty() {
            uit.push('\n');
            inhoudsopgave(&deel.delen, uit);
        }
        uit.push_str("</li>\n");
    }
    uit.push_str("</ul>\n");
}

fn hoofdstuk(deel: &Hoofdstuk, diepte: usize, uit: &mut String) {
    let _ = writeln!(
        uit,
        "<section>\n<h{diepte} id=\"{}\">{}</h{diepte}>{}",
        veilig(&deel.anker),
        veilig(&deel.titel),
        onder(&deel.onder)
    );
    if let Some(stuk) = &deel.stuk {
        leesstuk(stuk, diepte + 1, uit);
    }
    for lager in &deel.delen {
        hoofdstuk(lager, (diepte + 1).min(5), uit);
    }
    uit.push_str("</section>\n");
}

fn leesstuk(stuk: &Leesstuk, diepte: usize, uit: &mut String) {
    for o in stuk.onderdelen.iter().filter(|o| !o.veld.is_vast() && o.veld.naam != "titel" && o.veld.naam != "naam") {
        if o.inhoud == Inhoud::Leeg {
            if o.ontbreekt() {
                let _ = writeln!(
                    uit,
                    "<h{diepte}>{}</h{diepte}>\n<p class=\"stil\">Nog niet ingevuld.</p>",
                    veilig(o.veld.label)
                );
            }
            continue;
        }
        let _ = writeln!(uit, "<h{diepte}>{}</h{diepte}>", veilig(o.veld.label));
        match &o.inhoud {
            Inhoud::Leeg => {}
            Inhoud::Regel(r) => {
                let _ = writeln!(uit, "<p>{}</p>", veilig(r));
            }
            Inhoud::Proza(blokken) => blokken.iter().for_each(|b| blok(b, uit)),
            Inhoud::Lijst(punten) => lijst(punten.iter().map(String::as_str), uit),
            Inhoud::Velden(velden) => {
                uit.push_str("<dl>\n");
                for (label, waarde) in velden {
                    let _ = writeln!(uit, "<dt>{}</dt><dd>{}</dd>", veilig(label), veilig(waarde));
                }
                uit.push_str("</dl>\n");
            }
            Inhoud::Tabel { koppen, rijen, .. } => tabel(o.veld.label, koppen, rijen, uit),
        }
    }
    for (naam, waarde) in &stuk.onbekend {
        let _ = writeln!(uit, "<h{diepte}>{}</h{diepte}>\n<p>{}</p>", veilig(naam), veilig(waarde));
    }
}

fn blok(blok: &Blok, uit: &mut String) {
    match blok {
        Blok::Alinea(zinnen) => {
            let _ = writeln!(uit, "<p>{}</p>", veilig(&zinnen.join(" ")));
        }
        Blok::Lijst(punten) => lijst(punten.iter().map(|p| p.join(" ")), uit),
    }
}

fn lijst<T: AsRef<str>>(punten: impl Iterator<Item = T>, uit: &mut String) {
    uit.push_str("<ul>\n");
    for punt in punten {
        let _ = writeln!(uit, "<li>{}</li>", veilig(punt.as_ref()));
    }
    uit.push_str("</ul>\n");
}

fn tabel(titel: &str, koppen: &[&str], rijen: &[Vec<String>], uit: &mut String) {
    let _ = writeln!(uit, "<table>\n<caption class=\"stil\">{}</caption>\n<thead><tr>", veilig(titel));
    for kop in koppen {
        let _ = write!(uit, "<th scope=\"col\">{}</th>", veilig(kop));
    }
    uit.push_str("</tr></thead>\n<tbody>\n");
    for rij in rijen {
        uit.push_str("<tr>");
        for cel in rij {
            let _ = write!(uit, "<td>{}</td>", veilig(cel));
        }
        uit.push_str("</tr>\n");
    }
    uit.push_str("</tbody>\n</table>\n");
}
