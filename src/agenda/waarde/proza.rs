//! Prose as the files hold it: a line per sentence, a blank line between paragraphs, `- ` before
//! a list item; so that a plain `git diff` reads sentence by sentence.

/// Abbreviations whose period does not end a sentence when a capital follows. Those that hold a
/// period inside (`d.w.z.`, `m.b.t.`) and single letters (initials) are recognised by their form.
const AFKORTINGEN: &[&str] = &[
    "aanw", "afb", "afd", "art", "artt", "alg", "bijv", "bijl", "blz", "bv", "ca", "cat", "dd", "dhr", "dir", "drs",
    "dr", "ed", "enz", "ev", "evt", "excl", "fig", "gem", "hfst", "hr", "incl", "ing", "ir", "jl", "jr", "lid", "max",
    "min", "mevr", "mej", "mgr", "mln", "mld", "mr", "mw", "nl", "no", "nr", "nrs", "ong", "par", "pag", "plv", "pnt",
    "prof", "resp", "sec", "secr", "sr", "st", "stb", "stcrt", "str", "tel", "th", "toel", "tv", "vb", "vgl", "vnl",
    "voorz", "vz", "wnd", "wv", "zgn", "zn", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept",
    "okt", "nov", "dec",
];

/// These end a sentence as often as not, so the word after them decides: `enz. De` is an end.
const EINDAFKORTINGEN: &[&str] = &["enz", "ed", "jl", "max", "min", "lid", "no", "st", "sec", "cat"];

/// One block of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blok {
    /// Sentences that belong together.
    Alinea(Vec<String>),
    /// List items, each of one or more sentences.
    Lijst(Vec<Vec<String>>),
}

/// Whether the word before a period, without that period, makes it an abbreviation.
fn is_afkorting(woord: &str, volgende: &str) -> bool {
    let woord = woord.trim_start_matches(|c: char| !c.is_alphanumeric());
    if woord.is_empty() {
        return false;
    }
    // d.w.z, m.b.t, i.v.m, o.a, and initials: A.B
    if woord.contains('.') && woord.split('.').all(|d| d.chars().count() <= 3 && d.chars().all(char::is_alphabetic)) {
        return true;
    }
    let mut tekens = woord.chars();
    if let (Some(enige), None) = (tekens.next(), tekens.next())
        && enige.is_alphabetic()
    {
        return true;
    }
    let klein = woord.to_lowercase();
    if EINDAFKORTINGEN.contains(&klein.as_str()) {
        return begint_klein_of_cijfer(volgende);
    }
    AFKORTINGEN.contains(&klein.as_str())
}

fn begint_klein_of_cijfer(woord: &str) -> bool {
    woord.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
}

/// Whether a sentence ends after this word, given the word that follows it.
fn eindigt_zin(woord: &str, volgende: &str) -> bool {
    let kaal = woord.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    if kaal.ends_with(['!', '?']) {
        return !begint_klein_of_cijfer(volgende);
    }
    if kaal.ends_with('…') || kaal.ends_with("...") {
        return !begint_klein_of_cijfer(volgende);
    }
    let Some(zonder_punt) = kaal.strip_suffix('.') else {
        return false;
    };
    // A lower-case letter never starts a Dutch sentence, save in names such as 's-Hertogenbosch.
    if volgende.starts_with(|c: char| c.is_lowercase()) {
        return false;
    }
    if zonder_punt.ends_with(|c: char| c.is_ascii_digit()) {
        // "op 1. 3" is a number that was broken off; "in 2027. De" is an end.
        return !volgende.starts_with(|c: char| c.is_ascii_digit());
    }
    !is_afkorting(zonder_punt, volgende)
}

/// The sentences of one paragraph, in order; white space inside is folded to single spaces.
///
/// ```
/// use oogo::agenda::proza::zinnen;
/// let z = zinnen("Dit geldt bijv. m.b.t. art. 5. Mw. A.B. Jansen tekent op 1 mrt. 2027. Klaar!");
/// assert_eq!(z.len(), 3);
/// ```
pub fn zinnen(alinea: &str) -> Vec<String> {
    let woorden: Vec<&str> = alinea.split_whitespace().collect();
    let mut zinnen = Vec::new();
    let mut zin = String::new();
    for (i, woord) in woorden.iter().enumerate() {
        if !zin.is_empty() {
            zin.push(' ');
        }
        zin.push_str(woord);
        let einde = woorden.get(i + 1).is_none_or(|volgende| eindigt_zin(woord, volgende));
        // A line may not look like a list item or start one by accident.
        let volgende_is_streepje = woorden.get(i + 1).is_some_and(|w| is_streepje(w));
        if einde && !volgende_is_streepje {
            zinnen.push(std::mem::take(&mut zin));
        }
    }
    if !zin.is_empty() {
        zinnen.push(zin);
    }
    zinnen
}

fn is_streepje(woord: &str) -> bool {
    matches!(woord, "-" | "*" | "•" | "–")
}

fn lijstpunt(regel: &str) -> Option<&str> {
    let regel = regel.trim_start();
    ["- ", "* ", "• ", "– "].iter().find_map(|teken| regel.strip_prefix(teken)).map(str::trim)
}

/// The paragraphs and lists of a prose field. A line that starts with `-`, `*`, `•` or `–` and a
/// space starts a list item; a blank line ends a paragraph; any other newline is a sentence's end
/// that the writer made, and is kept.
pub fn blokken(tekst: &str) -> Vec<Blok> {
    let mut blokken: Vec<Blok> = Vec::new();
    let mut open = false;
    for regel in tekst.lines() {
        if regel.trim().is_empty() {
            open = false;
        } else if let Some(punt) = lijstpunt(regel) {
            let punt = zinnen(punt);
            match blokken.last_mut() {
                // A blank line between points, as Word pastes them, does not end the list.
                Some(Blok::Lijst(punten)) => punten.push(punt),
                _ => blokken.push(Blok::Lijst(vec![punt])),
            }
            open = true;
        } else if regel.starts_with("  ") && open && matches!(blokken.last(), Some(Blok::Lijst(_))) {
            if let Some(Blok::Lijst(punten)) = blokken.last_mut()
                && let Some(punt) = punten.last_mut()
            {
                punt.extend(zinnen(regel));
            }
        } else {
            match blokken.last_mut() {
                Some(Blok::Alinea(al)) if open => al.extend(zinnen(regel)),
                _ => blokken.push(Blok::Alinea(zinnen(regel))),
            }
            open = true;
        }
    }
    blokken.retain(|b| match b {
        Blok::Alinea(z) => !z.is_empty(),
        Blok::Lijst(p) => p.iter().any(|z| !z.is_empty()),
    });
    blokken
}

/// The text as it stands in a file: a line per sentence. A second call changes nothing.
pub fn gesplitst(tekst: &str) -> String {
    let mut uit = String::new();
    for blok in blokken(tekst) {
        if !uit.is_empty() {
            uit.push_str("\n\n");
        }
        let regels: Vec<String> = match blok {
            Blok::Alinea(zinnen) => zinnen,
            Blok::Lijst(punten) => {
                punten.into_iter().filter(|p| !p.is_empty()).map(|punt| format!("- {}", punt.join("\n  "))).collect()
            }
        };
        uit.push_str(&regels.join("\n"));
    }
    uit
}

/// Sentences on one line; a line break that the writer made where no sentence ends is kept.
fn aaneen(zinnen: &[String], breek: &str) -> String {
    let mut uit = String::new();
    for zin in zinnen {
        if let Some(vorig) = uit.split_whitespace().next_back() {
            let eerste = zin.split_whitespace().next().unwrap_or_default();
            let vloeit = eindigt_zin(vorig, eerste) && !is_streepje(eerste);
            uit.push_str(if vloeit { " " } else { breek });
        }
        uit.push_str(zin);
    }
    uit
}

/// The text as a reader and a writer see it on screen: each paragraph one flowing line.
/// [`gesplitst`] gives the file's form back.
pub fn vloeiend(tekst: &str) -> String {
    let delen: Vec<String> = blokken(tekst)
        .into_iter()
        .map(|blok| match blok {
            Blok::Alinea(zinnen) => aaneen(&zinnen, "\n"),
            Blok::Lijst(punten) => {
                let punten = punten.iter().filter(|p| !p.is_empty());
                punten.map(|punt| format!("- {}", aaneen(punt, "\n  "))).collect::<Vec<_>>().join("\n")
            }
        })
        .collect();
    delen.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dutch_abbreviations_do_not_end_a_sentence() {
        for zin in [
            "Dit geldt bijv. Voor kinderen.",
            "Dat betekent d.w.z. Alle scholen doen mee.",
            "De cijfers m.b.t. Vervoer staan in bijlage 2.",
            "Zie art. 18a van de wet.",
            "Dit is nr. 5 van de lijst.",
            "Het overleg i.v.m. Huisvesting is op maandag.",
            "Partijen zijn o.a. Voorbeeldstad en Fictiehoven.",
            "Mw. A.B. Jansen zit voor.",
            "De heer dr. P. de Vries is aanwezig.",
            "Wij spreken af op 15 mrt. 2027 in het stadhuis.",
            "Het kost € 1.250.000 per jaar.",
            "De groei is ca. 3,5 procent.",
            "Jan P. Koers leidt het overleg.",
            "Het vervoer, taxi's, bussen enz. wordt geteld.",
            "Zie blz. 12 en par. 3.",
        ] {
            assert_eq!(zinnen(zin), [zin], "{zin}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (tekst, aantal) in [
            ("Een. Twee. Drie.", 3),
            ("Werkt dit? Ja! Mooi.", 3),
            ("Het kost € 18.000. Dat is gedekt.", 2),
            ("De pilot start in 2027. Daarna volgt de rest.", 2),
            ("Zij zei: “Wij doen mee.” Iedereen knikte.", 2),
            ("(Dit geldt voor po.) Voor vo niet.", 2),
            ("Scholen, opvang, jeugdhulp enz. De rest volgt.", 2),
            ("Het loket opent op 1 januari 2028. 12 scholen doen mee.", 1),
        ] {
            assert_eq!(zinnen(tekst).len(), aantal, "{:?}", zinnen(tekst));
        }
    }

    #[test]
    fn lists_and_paragraphs_keep_their_shape() {
        let tekst = "Eerste zin. Tweede zin.\n\nNieuwe alinea.\n* punt een\n* punt twee. Met uitleg.";
        let verwacht = "Eerste zin.\nTweede zin.\n\nNieuwe alinea.\n\n- punt een\n- punt twee.\n  Met uitleg.";
        assert_eq!(gesplitst(tekst), verwacht);
        assert_eq!(
            vloeiend(verwacht),
            "Eerste zin. Tweede zin.\n\nNieuwe alinea.\n\n- punt een\n- punt twee. Met uitleg."
        );
    }

    fn zonder_wit(t: &str) -> String {
        t.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '*' | '•' | '–')).collect()
    }

    proptest! {
        #[test]
        fn splitting_is_stable_and_loses_no_word(tekst in "([A-Za-zé0-9,.!?()€%'-]{1,9}[ \n]{0,2}){0,40}") {
            let eens = gesplitst(&tekst);
            prop_assert_eq!(&gesplitst(&eens), &eens);
            prop_assert_eq!(zonder_wit(&tekst), zonder_wit(&eens));
            prop_assert_eq!(gesplitst(&vloeiend(&eens)), eens);
        }
    }
}
