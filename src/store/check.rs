//! Checks one file against the field tables, and says on which line what is amiss.

use toml_edit::{Document as Gespannen, Item, TableLike, Value};

use super::bytes::regel_van;
use super::marks;
use super::value::nummer;
use crate::agenda::bedrag::{Aandeel, MAX_EURO, Meetwaarde};
use crate::agenda::bestand::{FORMAAT_NU, stam};
use crate::agenda::id::is_slug;
use crate::agenda::keuze::Optie;
use crate::agenda::tekst::{codepunt, eerste_verboden, nfc, opsomming_met, tussen_aanhalingstekens};
use crate::agenda::veld::{Plicht, Soort, Veld, veld};
use crate::agenda::{Bestandsoort, Bevinding, Datum, Ernst, bestand};

/// What is amiss in the text of one file of this kind.
pub fn keur(soort: Bestandsoort, pad: &str, tekst: &str) -> Vec<Bevinding> {
    match ontleed(pad, tekst) {
        Ok(document) => keur_document(soort, pad, tekst, &document),
        Err(bevinding) => vec![*bevinding],
    }
}

/// Parses a text, so that each value still knows where it stood.
///
/// # Errors
/// The finding about text that is no TOML.
pub fn ontleed<'t>(pad: &str, tekst: &'t str) -> Result<Gespannen<&'t str>, Box<Bevinding>> {
    Gespannen::parse(tekst).map_err(|e| Box::new(syntaxfout(pad, tekst, &e)))
}

/// What is amiss in a file of this kind that was parsed.
pub fn keur_document(soort: Bestandsoort, pad: &str, tekst: &str, document: &Gespannen<&str>) -> Vec<Bevinding> {
    let mut keuring = Keuring { pad, tekst, bevindingen: Vec::new() };
    if let Some(formaat) = document.get("formaat").and_then(Item::as_integer).filter(|f| *f > FORMAAT_NU) {
        let regel = keuring.regel(document.get("formaat"));
        return vec![nieuwer(pad, formaat).op_regel(regel)];
    }
    keuring.tabel(soort.velden(), document.as_table(), None);
    keuring.naam(soort, document);
    // Within one prose field the file is TOML all the same.
    if marks::heeft_ze(tekst) && marks::uit_elkaar(tekst).is_some() {
        keuring.bevindingen.push(door_elkaar(pad));
    }
    keuring.bevindingen
}

/// Whether a finding says that a later oogo made the file.
pub fn is_nieuwer(b: &Bevinding) -> bool {
    b.veld.as_deref() == Some("formaat") && b.melding.starts_with(NIEUWER)
}

/// Whether a finding says that a value hides something.
pub fn is_verborgen(b: &Bevinding) -> bool {
    b.melding.starts_with(VERBORGEN)
}

const NIEUWER: &str = "Dit bestand is gemaakt met een nieuwere oogo";
const VERBORGEN: &str = "Hier staat, als code geschreven, een onzichtbaar of sturend teken";

/// The line on which a field stands, by its path; for a row that of its key. None where the text
/// has no such field.
pub fn regel_van_veld(tekst: &str, pad: &str) -> Option<usize> {
    let document = Gespannen::parse(tekst).ok()?;
    let delen: Vec<&str> = pad.split('.').collect();
    let bovenste = document.get(delen[0])?;
    let met_sleutel = |rij: &dyn TableLike| rij.get("sleutel").and_then(Item::as_str) == delen.get(1).copied();
    let span = match (bovenste, delen.as_slice()) {
        (Item::ArrayOfTables(a), [_, _, rest @ ..]) => {
            let rij = a.iter().find(|r| met_sleutel(*r))?;
            rij.get(rest.first().copied().unwrap_or("sleutel"))?.span()
        }
        (Item::Value(Value::Array(a)), [_, _, ..]) => {
            a.iter().filter_map(Value::as_inline_table).find(|r| met_sleutel(*r))?.span()
        }
        (Item::ArrayOfTables(a), _) => a.get(0)?.span(),
        (tabel, [_, naam]) => tabel.as_table_like()?.get(naam)?.span(),
        (item, _) => item.span(),
    }?;
    Some(regel_van(tekst.as_bytes(), span.start))
}

/// The finding for a file that a later oogo made.
pub fn nieuwer(pad: &str, formaat: i64) -> Bevinding {
    Bevinding::nieuw(
        Ernst::Fout,
        pad,
        format!("{NIEUWER} (formaat {formaat}; deze oogo kent formaat {FORMAAT_NU})."),
        "Vraag uw ICT-afdeling om de nieuwste oogo; verander het bestand niet met deze.",
    )
    .in_veld("formaat")
}

fn syntaxfout(pad: &str, tekst: &str, fout: &toml_edit::TomlError) -> Bevinding {
    let regel = fout.span().map(|s| regel_van(tekst.as_bytes(), s.start));
    if marks::heeft_ze(tekst) {
        return door_elkaar(pad).op_regel(regel);
    }
    let melding = format!("Dit bestand is geen geldige TOML: {}.", uitleg(fout.message()));
    let advies = "Herstel de regel in een tekstprogramma, of zet een eerdere versie terug met ‘oogo terugzetten’.";
    Bevinding::nieuw(Ernst::Fout, pad, melding, advies).op_regel(regel)
}

/// The finding about a file that git left undecided.
fn door_elkaar(pad: &str) -> Bevinding {
    Bevinding::nieuw(
        Ernst::Fout,
        pad,
        "Twee versies van dit bestand staan door elkaar (regels met <<<<<<< en >>>>>>>).",
        "Haal ze uit elkaar met ‘oogo ontwarren’ (in het programma: Ctrl+P, ontwarren).",
    )
}

/// The parser's reason in Dutch, as far as its words are known.
fn uitleg(reden: &str) -> String {
    let klein = reden.to_lowercase();
    let bekend = [
        ("duplicate key", "dezelfde sleutel staat er twee keer"),
        ("recursion", "de onderdelen zijn te diep genest"),
        ("nesting", "de onderdelen zijn te diep genest"),
        ("unclosed", "een aanhalingsteken of haakje is niet gesloten"),
        ("missing closing quote", "een aanhalingsteken is niet gesloten"),
        ("invalid basic string", "een tekst is niet goed afgesloten of bevat een verkeerd teken"),
        ("string values must be quoted", "een tekst staat niet tussen aanhalingstekens"),
        ("key with no value", "achter de naam van een veld staat geen waarde"),
        ("extra", "er staat iets te veel op deze regel"),
        ("unexpected", "er staat iets wat hier niet hoort"),
        ("missing", "er ontbreekt iets op deze regel"),
    ];
    bekend
        .iter()
        .find(|(engels, _)| klein.contains(engels))
        .map_or_else(|| "de regel is niet te lezen".to_owned(), |(_, nederlands)| (*nederlands).to_owned())
}

/// Where in a file a field stands; only put into words for a finding.
#[derive(Clone, Copy)]
struct Pad<'a> {
    boven: Option<&'a Pad<'a>>,
    naam: &'a str,
}

impl std::fmt::Display for Pad<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(boven) = self.boven {
            write!(f, "{boven}.")?;
        }
        f.write_str(self.naam)
    }
}

struct Keuring<'a> {
    pad: &'a str,
    tekst: &'a str,
    bevindingen: Vec<Bevinding>,
}

impl Keuring<'_> {
    fn regel(&self, item: Option<&Item>) -> Option<usize> {
        item.and_then(Item::span).map(|s| regel_van(self.tekst.as_bytes(), s.start))
    }

    fn meld(
        &mut self,
        ernst: Ernst,
        item: Option<&Item>,
        veld: Pad<'_>,
        melding: impl Into<String>,
        advies: impl Into<String>,
    ) {
        let regel = self.regel(item);
        let bevinding = Bevinding::nieuw(ernst, self.pad, melding, advies).op_regel(regel).in_veld(veld.to_string());
        self.bevindingen.push(bevinding);
    }

    fn tabel(&mut self, velden: &'static [Veld], tabel: &dyn TableLike, boven: Option<&Pad<'_>>) {
        for v in velden.iter().filter(|v| v.plicht == Plicht::Nodig && !tabel.contains_key(v.naam)) {
            self.meld(
                Ernst::Fout,
                tabel.get("sleutel"),
                Pad { boven, naam: v.naam },
                "Dit veld ontbreekt, en zonder kan het bestand niet gelezen worden.",
                format!("Voeg het toe: {}", v.uitleg),
            );
        }
        for (naam, item) in tabel.iter() {
            let plek = Pad { boven, naam };
            match veld(velden, naam) {
                Some(v) => self.veld(v, item, plek),
                None => self.meld(
                    Ernst::Melding,
                    Some(item),
                    plek,
                    "Dit veld kent formaat 1 niet.",
                    "oogo bewaart het zoals het is. Controleer of de naam goed gespeld is.",
                ),
            }
        }
    }

    fn veld(&mut self, v: &'static Veld, item: &Item, plek: Pad<'_>) {
        match v.soort {
            Soort::Tabel(kinderen) => match item.as_table_like() {
                Some(tabel) => self.tabel(kinderen, tabel, Some(&plek)),
                None => self.verkeerd(item, plek, "een tabel met velden"),
            },
            Soort::Groep(kinderen) => self.groep(kinderen, item, plek),
            soort => {
                if let Err(verwacht) = past(soort, item) {
                    self.verkeerd(item, plek, &verwacht);
                } else if let Some((_, teken)) = verborgen(item) {
                    self.meld(
                        Ernst::Fout,
                        Some(item),
                        plek,
                        format!("{VERBORGEN} ({}).", codepunt(teken)),
                        "Haal het teken weg in een tekstprogramma, of zet een eerdere versie terug.",
                    );
                } else if item.as_str().is_some_and(|s| nfc(s) != s) {
                    self.meld(
                        Ernst::Waarschuwing,
                        Some(item),
                        plek,
                        "Letters met accenten zijn hier in losse delen geschreven.",
                        "Gebruik ‘oogo opmaak’ om ze recht te zetten.",
                    );
                }
            }
        }
    }

    fn groep(&mut self, kinderen: &'static [Veld], item: &Item, plek: Pad<'_>) {
        let rijen: Vec<&dyn TableLike> = match item {
            Item::ArrayOfTables(a) => a.iter().map(|t| t as &dyn TableLike).collect(),
            Item::Value(Value::Array(a)) if a.iter().all(Value::is_inline_table) => {
                a.iter().filter_map(Value::as_inline_table).map(|t| t as &dyn TableLike).collect()
            }
            _ => return self.verkeerd(item, plek, "een of meer regels, elk met een sleutel"),
        };
        let mut gezien: Vec<String> = Vec::new();
        for (i, rij) in rijen.into_iter().enumerate() {
            let sleutel =
                rij.get("sleutel").and_then(Item::as_str).map_or_else(|| format!("#{}", i + 1), str::to_owned);
            if gezien.contains(&sleutel) {
                self.meld(
                    Ernst::Fout,
                    rij.get("sleutel"),
                    Pad { boven: Some(&plek), naam: &sleutel },
                    "Twee regels hebben dezelfde sleutel.",
                    "Geef de regel die er het laatst bij kwam een andere sleutel.",
                );
            }
            self.tabel(kinderen, rij, Some(&Pad { boven: Some(&plek), naam: &sleutel }));
            gezien.push(sleutel);
        }
    }

    fn verkeerd(&mut self, item: &Item, plek: Pad<'_>, verwacht: &str) {
        self.meld(
            Ernst::Fout,
            Some(item),
            plek,
            format!("Hier hoort {verwacht}."),
            "Verbeter de waarde in een tekstprogramma of met ‘oogo wijzig’.",
        );
    }

    /// The file's name has to agree with what is inside.
    fn naam(&mut self, soort: Bestandsoort, document: &Gespannen<&str>) {
        let (sleutel, verwacht) = match soort {
            Bestandsoort::Afspraak | Bestandsoort::Beheer | Bestandsoort::Voortgang => ("id", stam(self.pad)),
            Bestandsoort::Opmerking => ("afspraak", bestand::map_van(self.pad)),
            _ => return,
        };
        let item = document.get(sleutel);
        if let Some(id) = item.and_then(Item::as_str).filter(|id| *id != verwacht) {
            let melding = format!(
                "Het nummer {} past niet bij de plaats van het bestand ({verwacht}).",
                tussen_aanhalingstekens(id)
            );
            self.meld(
                Ernst::Fout,
                item,
                Pad { boven: None, naam: sleutel },
                melding,
                "Geef het bestand zijn oude naam terug, of herstel het nummer.",
            );
        }
    }
}

/// A forbidden character in a text, or in one of a list of texts.
fn verborgen(item: &Item) -> Option<(usize, char)> {
    let lijst = item.as_array().into_iter().flatten().filter_map(Value::as_str);
    item.as_str().into_iter().chain(lijst).find_map(eerste_verboden)
}

fn eis(goed: bool, verwacht: impl Into<String>) -> Result<(), String> {
    if goed { Ok(()) } else { Err(verwacht.into()) }
}

fn opties(opties: &[Optie]) -> String {
    let woorden: Vec<String> = opties.iter().map(|o| format!("\"{}\"", o.woord)).collect();
    format!("een van {}", opsomming_met(&woorden, "of"))
}

/// Whether a text is a value of this type, written in the one way that the format has for it.
fn zoals_het_hoort<T: std::str::FromStr + ToString>(item: &Item) -> bool {
    item.as_str().is_some_and(|s| s.parse::<T>().is_ok_and(|w| w.to_string() == s))
}

/// Whether an item fits the kind; otherwise what belongs there.
fn past(soort: Soort, item: &Item) -> Result<(), String> {
    let lijst =
        |goed: &dyn Fn(&str) -> bool| item.as_array().is_some_and(|a| a.iter().all(|w| w.as_str().is_some_and(goed)));
    let datum = |item: &Item| item.as_datetime().and_then(|d| d.to_string().parse::<Datum>().ok());
    match soort {
        Soort::Formaat => eis(item.as_integer() == Some(FORMAAT_NU), "het getal 1"),
        Soort::EigenId | Soort::Sleutel | Soort::Partij | Soort::Afspraak | Soort::Indicator => {
            eis(item.as_str().is_some_and(is_slug), "een naam van kleine letters, cijfers en streepjes")
        }
        Soort::Tekst | Soort::Proza => eis(item.is_str(), "tekst tussen aanhalingstekens"),
        Soort::Teksten => eis(lijst(&|_| true), "een lijst van teksten"),
        Soort::Keuze(o) => eis(item.as_str().is_some_and(|s| o.iter().any(|x| x.woord == s)), opties(o)),
        Soort::Keuzes(o) => eis(lijst(&|s| o.iter().any(|x| x.woord == s)), format!("een lijst met {}", opties(o))),
        Soort::Datum => eis(datum(item).is_some(), "een datum zoals 2027-03-15, zonder aanhalingstekens"),
        Soort::Moment => eis(
            item.as_datetime().is_some_and(|d| d.date.is_some() && d.time.is_some() && d.offset.is_some()),
            "een moment zoals 2027-03-12T14:00:00+01:00",
        ),
        Soort::Getal(min, max) => eis(
            item.as_integer().is_some_and(|n| (min..=max).contains(&n)),
            format!("een getal van {min} tot en met {max}"),
        ),
        Soort::JaNee => eis(item.is_bool(), "true of false"),
        Soort::Bedrag => eis(
            item.as_integer().is_some_and(|n| (0..=MAX_EURO).contains(&n)),
            "een bedrag in hele euro’s, als getal zonder punten",
        ),
        Soort::Aandeel => eis(zoals_het_hoort::<Aandeel>(item), "een percentage (\"70%\") of een breuk (\"3/5\")"),
        Soort::Meetwaarde => {
            eis(zoals_het_hoort::<Meetwaarde>(item), "een getal tussen aanhalingstekens (\"28\" of \"<5\")")
        }
        Soort::Nummer(register) => match item.as_str().map(|s| nummer(register, s)) {
            Some(Ok(w)) => eis(w.as_str() == item.as_str(), format!("{w}")),
            Some(Err(e)) => Err(format!("een geldig nummer; {e}")),
            None => Err("een nummer tussen aanhalingstekens".to_owned()),
        },
        Soort::Partijen | Soort::Afspraken => eis(lijst(&is_slug), "een lijst van namen"),
        Soort::Tabel(_) | Soort::Groep(_) => Ok(()),
    }
}
