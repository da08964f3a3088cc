//! Insight as reports: for the screen, for plain text and for paper.

use super::verslag::{Doel, Verslag};
use crate::agenda::afspraak::Tempo;
use crate::agenda::begrippen::Begrip;
use crate::agenda::inzicht::business_case::{self, Geld};
use crate::agenda::inzicht::indicatoren::{self, Koers, Lijn, NORM_THUISZITTERS, Punt};
use crate::agenda::inzicht::matrix::Cel;
use crate::agenda::inzicht::{dekking, matrix};
use crate::agenda::keuze::keuze;
use crate::agenda::samenhang::TE_VEEL;
use crate::agenda::tekst::{aantal, opsomming};
use crate::agenda::voortgang::Status;
use crate::agenda::{Afspraak, AfspraakId, Bestandsoort, Datum, Ontwikkelagenda, Stuk};

keuze! {
    /// What the whole of an ontwikkelagenda can be looked at for.
    Inzicht {
        Dekking "dekking" "Dekking: welke principes en doelen worden geraakt, en welke niet",
        Matrix "matrix" "Afspraken per gemeente: waar geldt wat, en in welk tempo",
        Indicatoren "indicatoren" "Indicatoren: van nulmeting naar streefwaarde",
        Planning "planning" "Planning: looptijden, mijlpalen en overleggen",
        KostenEnBaten "kosten-en-baten" "Kosten en baten: wie betaalt, wie profiteert, wanneer het omslaat",
        Omvang "omvang" "Omvang: hoeveel er loopt, en wie trekt",
    }
}

impl Inzicht {
    /// The report.
    pub fn verslag(self, agenda: &Ontwikkelagenda, vandaag: Datum) -> Verslag {
        match self {
            Self::Dekking => dekking(agenda),
            Self::Matrix => matrix(agenda),
            Self::Indicatoren => indicatoren(agenda),
            Self::Planning => planning(agenda, vandaag),
            Self::KostenEnBaten => business_case(agenda),
            Self::Omvang => omvang(agenda),
        }
    }

    /// Every one.
    pub const ALLE: [Self; 6] =
        [Self::Dekking, Self::Matrix, Self::Indicatoren, Self::Planning, Self::KostenEnBaten, Self::Omvang];
}

/// How wide a bar is.
const BALK: usize = 20;

fn naar_afspraak(agenda: &Ontwikkelagenda, id: &AfspraakId, v: &mut Verslag) {
    let stuk = Stuk::Afspraak(id.clone());
    v.naar(format!("  {id}  {}", stuk.titel(agenda)), Doel::Stuk(stuk));
}

/// Which principles and goals the afspraken contribute to.
pub fn dekking(agenda: &Ontwikkelagenda) -> Verslag {
    let mut v = Verslag::nieuw("Dekking van principes en doelen");
    for (kop, lijst) in [
        ("De tien principes (Inclusieverstellers, 2020)", dekking::principes(agenda)),
        ("De zeven transformatiedoelen van passend onderwijs", dekking::transformatiedoelen(agenda)),
    ] {
        v.kop(kop);
        let geraakt = lijst.iter().filter(|d| !d.afspraken.is_empty()).count();
        v.zacht(format!("{geraakt} van de {} worden door een afspraak geraakt.", lijst.len()));
        for d in lijst {
            if d.afspraken.is_empty() {
                v.let_op(format!("{}: nog door geen enkele afspraak", d.label));
            } else {
                v.regel(format!("{}: {}", d.label, aantal(d.afspraken.len(), "afspraak", "afspraken")));
                d.afspraken.iter().for_each(|id| naar_afspraak(agenda, id, &mut v));
            }
        }
    }
    v
}

/// Which afspraak holds in which gemeente, and at what pace.
pub fn matrix(agenda: &Ontwikkelagenda) -> Verslag {
    let mut v = Verslag::nieuw("Afspraken per gemeente");
    let gemeenten = matrix::gemeenten(agenda);
    if gemeenten.is_empty() {
        v.regel("Er zijn nog geen gemeenten. Voeg ze toe als partij.");
        return v;
    }
    let rijen = matrix::matrix(agenda);
    for (i, g) in gemeenten.iter().enumerate() {
        v.regel(format!("{} {}", letter(i), agenda.korte_partijnaam(g)));
    }
    v.wit();
    let kop: String = (0..gemeenten.len()).map(|i| format!("{} ", letter(i))).collect();
    v.zacht(format!("{:<8}{kop}", ""));
    for rij in &rijen {
        let stuk = Stuk::Afspraak(rij.afspraak.clone());
        let cellen: String = rij.cellen.iter().map(|c| format!("{} ", teken(c))).collect();
        v.naar(format!("{:<8}{cellen} {}", rij.afspraak.as_str(), stuk.titel(agenda)), Doel::Stuk(stuk));
    }
    v.wit();
    v.zacht("k koploper, v volgt, l later, n doet niet mee, x geldt, . geldt hier niet, ? niet ingevuld");
    v.kop("Wat er per gemeente anders is");
    for rij in rijen {
        for cel in rij.cellen.iter().filter(|c| c.toelichting.is_some() || c.tempo.is_some()) {
            let tempo = cel.tempo.map_or("geldt", Tempo::label);
            let doel = Doel::Veld(Stuk::Afspraak(rij.afspraak.clone()), Bestandsoort::Afspraak, "routes".to_owned());
            v.naar(format!("{}  {}: {tempo}", rij.afspraak, agenda.korte_partijnaam(&cel.gemeente)), doel);
            if let Some(t) = &cel.toelichting {
                v.regel(format!("  {t}"));
            }
        }
    }
    v
}

/// What a column is called: there is no room for names above a sign.
fn letter(i: usize) -> char {
    char::from(b'A' + u8::try_from(i % 26).unwrap_or(0))
}

/// One cell as one sign.
fn teken(cel: &Cel) -> char {
    match (cel.geldt, cel.tempo) {
        (None, _) => '?',
        (Some(false), _) => '.',
        (Some(true), None) => 'x',
        (Some(true), Some(Tempo::Koploper)) => 'k',
        (Some(true), Some(Tempo::Volgt)) => 'v',
        (Some(true), Some(Tempo::Later)) => 'l',
        (Some(true), Some(Tempo::Niet)) => 'n',
    }
}

/// Each indicator from nulmeting to streefwaarde.
pub fn indicatoren(agenda: &Ontwikkelagenda) -> Verslag {
    let mut v = Verslag::nieuw("Indicatoren");
    let lijnen = indicatoren::lijnen(agenda);
    if lijnen.is_empty() {
        v.regel("Er zijn nog geen indicatoren.");
    }
    for l in lijnen {
        let doel = Doel::Veld(
            Stuk::Afspraak(l.afspraak.clone()),
            Bestandsoort::Afspraak,
            format!("indicatoren.{}", l.sleutel),
        );
        v.naar(format!("{}  {}", l.afspraak, l.naam), doel);
        v.regel(format!("  {}", weg(&l)));
        let stand = format!("  {}{}", balk(l.gevorderd), l.koers.label());
        if l.koers == Koers::Achter {
            v.let_op(stand)
        } else {
            v.regel(stand)
        }
        if l.thuiszitters {
            v.zacht(format!("  {NORM_THUISZITTERS}"));
        }
        v.wit();
    }
    v
}

/// `38 % (jan 2027) → 33 → streefwaarde 28 in 2030`.
fn weg(l: &Lijn) -> String {
    let eenheid = l.eenheid.as_deref().map(|e| format!(" {e}")).unwrap_or_default();
    let punt = |p: &Punt| {
        let dag = p.datum.map(|d| format!(" ({})", d.kort())).unwrap_or_default();
        format!("{}{eenheid}{dag}", p.waarde)
    };
    let mut delen = vec![l.nulmeting.as_ref().map_or_else(|| "nulmeting ontbreekt".to_owned(), punt)];
    delen.extend(l.metingen.iter().map(punt));
    delen.push(match (&l.streefwaarde, l.streefjaar) {
        (Some(s), Some(j)) => format!("streefwaarde {s}{eenheid} in {j}"),
        (Some(s), None) => format!("streefwaarde {s}{eenheid}"),
        (None, _) => "streefwaarde ontbreekt".to_owned(),
    });
    delen.join(" → ")
}

fn balk(gevorderd: Option<i64>) -> String {
    let Some(g) = gevorderd.and_then(|g| usize::try_from(g).ok()) else { return String::new() };
    let vol = (g * BALK / 1_000).min(BALK);
    format!("[{}{}] {}% van de weg; ", "#".repeat(vol), ".".repeat(BALK - vol), g / 10)
}

/// Terms and milestones on a line of quarters, and what comes month by month.
pub fn planning(agenda: &Ontwikkelagenda, vandaag: Datum) -> Verslag {
    let mut v = Verslag::nieuw("Planning");
    let lopend: Vec<&Afspraak> = agenda.afspraken.values().map(|g| &g.afspraak).filter(|a| a.einde.is_none()).collect();
    let jaren = lopend.iter().filter_map(|a| a.looptijd).flat_map(|l| [l.van, l.tot]).flatten().map(Datum::jaar);
    let (eerste, laatste) = jaren.fold((vandaag.jaar(), vandaag.jaar()), |(a, b), j| (a.min(j), b.max(j)));
    // More years than fit on a line tell nothing any more.
    let eerste = eerste.max(vandaag.jaar() - 4);
    let laatste = laatste.min(eerste + 9);
    let kop: String = (eerste..=laatste).map(|j| format!("{j} ")).collect();
    v.zacht(format!("{:<8}{kop}", ""));
    for a in &lopend {
        let doel = Doel::Stuk(Stuk::Afspraak(a.id.clone()));
        // A longer term leaves no room for a title.
        let titel = if laatste - eerste < 6 { a.titel.as_str() } else { "" };
        v.naar(format!("{:<8}{} {titel}", a.id.as_str(), strook(a, eerste, laatste, vandaag)), doel);
    }
    v.zacht("= looptijd   o mijlpaal   | vandaag; elk teken is een kwartaal");
    let mut momenten: Vec<(Datum, String, Doel)> = Vec::new();
    for a in &lopend {
        for m in &a.mijlpalen {
            let pad = format!("mijlpalen.{}", m.sleutel);
            let doel = Doel::Veld(Stuk::Afspraak(a.id.clone()), Bestandsoort::Afspraak, pad);
            momenten.extend(m.datum.map(|d| (d, format!("{} ({})", m.wat, a.id), doel)));
        }
    }
    for (naam, o) in &agenda.overleggen {
        momenten.push((o.datum, o.soort.label().to_owned(), Doel::Stuk(Stuk::Overleg(naam.clone()))));
    }
    for k in &agenda.voorblad.kernmomenten {
        momenten.push((k.datum, k.wat.clone(), Doel::Stuk(Stuk::Voorblad)));
    }
    momenten.retain(|(d, ..)| *d >= vandaag);
    momenten.sort_by_key(|(d, ..)| *d);
    let mut maand = String::new();
    for (datum, wat, doel) in momenten {
        if datum.maand() != maand {
            maand = datum.maand();
            v.kop(&maand);
        }
        v.naar(format!("{}\t{wat}", datum.kort()), doel);
    }
    v
}

/// A term and its milestones, a sign for each quarter.
fn strook(a: &Afspraak, eerste: i32, laatste: i32, vandaag: Datum) -> String {
    let kwartaal = |d: Datum| (d.jaar() - eerste) * 4 + i32::try_from(d.maandnummer() / 3).unwrap_or(0);
    let (van, tot) = a.looptijd.map_or((None, None), |l| (l.van, l.tot));
    let mut uit = String::new();
    for jaar in eerste..=laatste {
        for k in 0..4 {
            let nu = (jaar - eerste) * 4 + k;
            let loopt = van.is_some_and(|d| kwartaal(d) <= nu) && tot.is_none_or(|d| kwartaal(d) >= nu);
            let mijlpaal = a.mijlpalen.iter().any(|m| m.datum.is_some_and(|d| kwartaal(d) == nu));
            uit.push(match (mijlpaal, kwartaal(vandaag) == nu, loopt) {
                (true, ..) => 'o',
                (_, true, _) => '|',
                (_, _, true) => '=',
                _ => '.',
            });
        }
        uit.push(' ');
    }
    uit
}

/// Who pays, who gains, when it turns.
pub fn business_case(agenda: &Ontwikkelagenda) -> Verslag {
    let mut v = Verslag::nieuw("Kosten en baten");
    let alles = business_case::overzicht(agenda);
    if alles.afspraken.is_empty() {
        v.regel("Bij geen enkele afspraak staan kosten en baten per beleidsterrein.");
        return v;
    }
    v.zacht("Dit telt wat bij ‘Kosten en baten’ staat; de dekking bij ‘Financiën’ telt hier niet mee.");
    v.kop("Per beleidsterrein");
    for (domein, geld) in &alles.domeinen {
        v.regel(format!("{domein}: {}", bedragen(geld)));
    }
    v.kop("Per partij: wat zij betaalt en wat bij haar terechtkomt");
    for (partij, geld) in &alles.partijen {
        v.regel(format!("{}: {}", agenda.partijnaam(partij), bedragen(geld)));
    }
    v.kop("Per afspraak");
    for zaak in &alles.afspraken {
        let stuk = Stuk::Afspraak(zaak.afspraak.clone());
        let titel = format!("{}  {}", zaak.afspraak, stuk.titel(agenda));
        v.naar(titel, Doel::Veld(stuk, Bestandsoort::Afspraak, "business-case".to_owned()));
        v.regel(format!("  {}", bedragen(&zaak.geld)));
        match zaak.omslag {
            Some(jaar) => v.regel(format!("  Vanaf {jaar} hebben de baten de kosten goedgemaakt.")),
            None if zaak.geld.baten_eenmalig == 0 && zaak.geld.baten_per_jaar == 0 => {
                v.let_op("  Er zijn nog geen baten ingevuld.");
            }
            None => v.let_op("  De baten maken de kosten binnen dertig jaar niet goed."),
        }
    }
    v
}

fn bedragen(geld: &Geld) -> String {
    let euro = |n: i64| crate::agenda::bedrag::Euro::nieuw(n).map_or_else(|| n.to_string(), |e| e.to_string());
    let delen: Vec<String> = [
        ("kosten", geld.kosten_eenmalig, "eenmalig"),
        ("kosten", geld.kosten_per_jaar, "elk jaar"),
        ("baten", geld.baten_eenmalig, "eenmalig"),
        ("baten", geld.baten_per_jaar, "elk jaar"),
    ]
    .into_iter()
    .filter(|(_, n, _)| *n != 0)
    .map(|(wat, n, hoe)| format!("{wat} {} {hoe}", euro(n)))
    .collect();
    if delen.is_empty() { "nog geen bedragen".to_owned() } else { opsomming(&delen) }
}

/// How much the parties have taken on, and whether that is real.
pub fn omvang(agenda: &Ontwikkelagenda) -> Verslag {
    let mut v = Verslag::nieuw("Omvang");
    let lopend: Vec<&Afspraak> = agenda.afspraken.values().map(|g| &g.afspraak).filter(|a| a.einde.is_none()).collect();
    let concept = lopend.iter().filter(|a| agenda.status(&a.id) == Status::Concept).count();
    let waarvan = if concept > 0 { format!(", waarvan {concept} nog concept") } else { String::new() };
    let zijn = if lopend.len() == 1 { "is" } else { "zijn" };
    v.regel(format!("{} {zijn} niet beëindigd{waarvan}.", aantal(lopend.len(), "afspraak", "afspraken")));
    if lopend.len() > TE_VEEL {
        v.let_op(format!(
            "Meer dan {TE_VEEL} is zelden haalbaar. Rond af wat klaar is, en laat lokaal wat lokaal kan."
        ));
    }
    v.kop("Wie trekt hoeveel");
    for id in agenda.partijen.keys() {
        let trekt = lopend.iter().filter(|a| a.trekker.contains(id)).count();
        if trekt > 0 {
            v.regel(format!("{}: {}", agenda.partijnaam(id), aantal(trekt, "afspraak", "afspraken")));
        }
    }
    let zonder: Vec<&&Afspraak> = lopend.iter().filter(|a| a.trekker.is_empty()).collect();
    if !zonder.is_empty() {
        v.kop("Zonder trekker");
        zonder.iter().for_each(|a| naar_afspraak(agenda, &a.id, &mut v));
    }
    v
}

/// The words of the field.
pub fn begrippen(lijst: &[Begrip]) -> Verslag {
    let mut v = Verslag::nieuw("Begrippenlijst");
    for b in lijst {
        v.regel(format!("{}\t{}", b.begrip, b.uitleg));
    }
    if lijst.is_empty() {
        v.regel("Dit begrip staat niet in de lijst.");
    }
    v
}
