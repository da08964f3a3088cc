//! Whether the files fit together: references, sums, the order of dates.

use std::collections::{BTreeMap, BTreeSet};

use super::afspraak::{Afspraak, EindeSoort, Niveau};
use super::bedrag::Aandeel;
use super::bevinding::{Bevinding, Ernst};
use super::id::{AfspraakId, PartijId, ThemaId, is_slug};
use super::ontwikkelagenda::Ontwikkelagenda;
use super::tekst::opsomming;
use super::volledigheid;

/// So many running afspraken are more than parties can carry out together.
pub const TE_VEEL: usize = 40;

struct Samenhang<'a> {
    agenda: &'a Ontwikkelagenda,
    onleesbaar: &'a BTreeSet<&'a str>,
    bestand: String,
    bevindingen: Vec<Bevinding>,
}

/// Everything that does not fit in what was read.
///
/// `onleesbaar` names the afspraken and parties that are there but could not be read: a reference
/// to one of those is no mistake.
pub fn keur(agenda: &Ontwikkelagenda, onleesbaar: &BTreeSet<&str>) -> Vec<Bevinding> {
    let mut s = Samenhang { agenda, onleesbaar, bestand: String::new(), bevindingen: Vec::new() };
    s.themas();
    s.partijen();
    for g in agenda.afspraken.values() {
        s.bestand = format!("agendas/{}/{}.toml", g.thema, g.afspraak.id);
        if !agenda.themas.contains_key(&g.thema) {
            let melding = format!("De map van thema {} heeft geen bruikbaar bestand thema.toml.", g.thema);
            s.meld(Ernst::Fout, "", melding, "Maak het thema met ‘oogo thema nieuw’, of verplaats de afspraak.");
        }
        s.afspraak(&g.afspraak);
    }
    s.voortgang();
    s.beheer();
    s.overleggen();
    s.opmerkingen();
    let lopend = agenda.afspraken.values().filter(|g| g.afspraak.einde.is_none()).count();
    if lopend > TE_VEEL {
        s.bestand = String::new();
        let melding = format!("Er lopen {lopend} afspraken; meer dan {TE_VEEL} is zelden haalbaar.");
        s.meld(Ernst::Melding, "", melding, "Rond af wat klaar is, en laat lokaal wat lokaal kan.");
    }
    s.bevindingen
}

/// What does not fit in one afspraak, as it is now or as somebody is writing it.
pub fn keur_afspraak(agenda: &Ontwikkelagenda, a: &Afspraak) -> Vec<Bevinding> {
    let geen = BTreeSet::new();
    let mut s = Samenhang { agenda, onleesbaar: &geen, bestand: String::new(), bevindingen: Vec::new() };
    s.afspraak(a);
    s.bevindingen
}

impl Samenhang<'_> {
    fn meld(&mut self, ernst: Ernst, veld: &str, melding: impl Into<String>, advies: impl Into<String>) {
        let b = Bevinding::nieuw(ernst, self.bestand.clone(), melding, advies);
        self.bevindingen.push(if veld.is_empty() { b } else { b.in_veld(veld) });
    }

    fn partij(&mut self, veld: &str, id: Option<&PartijId>) {
        if let Some(id) =
            id.filter(|id| !self.agenda.partijen.contains_key(id) && !self.onleesbaar.contains(id.as_str()))
        {
            self.meld(
                Ernst::Fout,
                veld,
                format!("Partij {id} bestaat niet in deze ontwikkelagenda."),
                "Verbeter de naam, of voeg de partij toe met ‘oogo partij nieuw’.",
            );
        }
    }

    fn verwijzing(&mut self, veld: &str, id: Option<&AfspraakId>) {
        if let Some(id) = id.filter(|id| self.agenda.afspraak(id).is_none() && !self.onleesbaar.contains(id.as_str())) {
            self.meld(
                Ernst::Fout,
                veld,
                format!("Afspraak {id} bestaat niet in deze ontwikkelagenda."),
                "Verbeter het nummer, of haal de verwijzing weg.",
            );
        }
    }

    fn themas(&mut self) {
        let mut bij: BTreeMap<&str, &ThemaId> = BTreeMap::new();
        for (id, thema) in &self.agenda.themas {
            self.bestand = format!("agendas/{id}/thema.toml");
            if !is_slug(&thema.voorvoegsel) || thema.voorvoegsel.contains('-') || thema.voorvoegsel.len() > 6 {
                self.meld(
                    Ernst::Fout,
                    "voorvoegsel",
                    "Het voorvoegsel kan niet in een nummer staan.",
                    "Neem twee tot vier kleine letters.",
                );
            } else if let Some(ander) = bij.insert(&thema.voorvoegsel, id) {
                let melding = format!("Thema {ander} heeft hetzelfde voorvoegsel.");
                self.meld(
                    Ernst::Waarschuwing,
                    "voorvoegsel",
                    melding,
                    "Kies een ander, zodat aan een nummer te zien is bij welk thema het begon.",
                );
            }
        }
    }

    fn partijen(&mut self) {
        let agenda = self.agenda;
        self.bestand = "ontwikkelagenda.toml".to_owned();
        for a in &agenda.voorblad.archief {
            self.partij(&format!("archief.{}.partij", a.sleutel), Some(&a.partij));
        }
        if let Some(p) = agenda.voorblad.planperiode
            && let (Some(van), Some(tot)) = (p.van, p.tot)
            && tot < van
        {
            self.meld(
                Ernst::Waarschuwing,
                "planperiode.tot",
                "De planperiode eindigt voordat zij begint.",
                "Verbeter een van beide dagen.",
            );
        }
        for (id, partij) in &agenda.partijen {
            self.bestand = format!("partijen/{id}/partij.toml");
            for p in &partij.namens {
                self.partij("namens", Some(p));
            }
            self.partij("opgevolgd-door", partij.opgevolgd_door.as_ref());
        }
    }

    fn afspraak(&mut self, a: &Afspraak) {
        for (veld, partijen) in [
            ("gemeenten", &a.gemeenten),
            ("gebonden", &a.gebonden),
            ("betrokken", &a.betrokken),
            ("trekker", &a.trekker),
        ] {
            for p in partijen {
                self.partij(veld, Some(p));
            }
        }
        for p in a.gebonden.iter().filter(|p| a.betrokken.contains(p)) {
            let melding = format!("Partij {p} staat bij gebonden en bij betrokken.");
            self.meld(Ernst::Waarschuwing, "betrokken", melding, "Haal haar bij betrokken weg als zij gebonden is.");
        }
        for r in &a.inzet {
            self.partij(&format!("inzet.{}.partij", r.sleutel), Some(&r.partij));
        }
        for r in &a.mijlpalen {
            self.partij(&format!("mijlpalen.{}.partij", r.sleutel), r.partij.as_ref());
        }
        for r in &a.verdeelsleutel {
            self.partij(&format!("verdeelsleutel.{}.partij", r.sleutel), Some(&r.partij));
        }
        for r in &a.business_case {
            self.partij(&format!("business-case.{}.betaalt", r.sleutel), r.betaalt.as_ref());
            self.partij(&format!("business-case.{}.profiteert", r.sleutel), r.profiteert.as_ref());
        }
        for r in &a.routes {
            self.partij(&format!("routes.{}.gemeente", r.sleutel), Some(&r.gemeente));
        }
        for r in &a.documenten {
            self.partij(&format!("documenten.{}.partij", r.sleutel), r.partij.as_ref());
        }
        for id in &a.afhankelijk_van {
            self.verwijzing("afhankelijk-van", Some(id));
        }
        self.geld_en_tijd(a);
        self.einde(a);
        if a.einde.is_none() {
            let velden: Vec<String> = volledigheid::ontbreekt(a).iter().map(|v| v.label.to_lowercase()).collect();
            if !velden.is_empty() {
                let melding = format!("Voor overeenstemming ontbreekt nog: {}.", opsomming(&velden));
                self.meld(Ernst::Melding, "", melding, "Vul het aan voordat de afspraak naar het overleg gaat.");
            }
        }
    }

    fn geld_en_tijd(&mut self, a: &Afspraak) {
        if let Some(l) = a.looptijd
            && let (Some(van), Some(tot)) = (l.van, l.tot)
        {
            if tot < van {
                self.meld(
                    Ernst::Waarschuwing,
                    "looptijd.tot",
                    "De looptijd eindigt voordat zij begint.",
                    "Verbeter een van beide dagen.",
                );
            }
            for m in a.mijlpalen.iter().filter(|m| m.datum.is_some_and(|d| d > tot)) {
                let veld = format!("mijlpalen.{}.datum", m.sleutel);
                self.meld(
                    Ernst::Waarschuwing,
                    &veld,
                    "Deze mijlpaal ligt na het einde van de looptijd.",
                    "Verbeter de dag of de looptijd.",
                );
            }
        }
        if !a.verdeelsleutel.is_empty() && !Aandeel::samen_heel(a.verdeelsleutel.iter().map(|v| &v.aandeel)) {
            self.meld(
                Ernst::Waarschuwing,
                "verdeelsleutel",
                "De aandelen zijn samen geen 100%.",
                "Verbeter de aandelen, zodat alle kosten verdeeld zijn.",
            );
        }
        if matches!(a.niveau, Some(Niveau::Lokaal | Niveau::Subregionaal)) && a.gemeenten.is_empty() {
            self.meld(
                Ernst::Waarschuwing,
                "gemeenten",
                "Bij een lokale of subregionale afspraak staat niet voor welke gemeenten.",
                "Vul de gemeenten in.",
            );
        }
    }

    fn einde(&mut self, a: &Afspraak) {
        let Some(einde) = &a.einde else { return };
        self.verwijzing("einde.vervangen-door", einde.vervangen_door.as_ref());
        if einde.soort == EindeSoort::Vervangen && einde.vervangen_door.is_none() {
            self.meld(
                Ernst::Waarschuwing,
                "einde.vervangen-door",
                "Er staat niet door welke afspraak deze is vervangen.",
                "Vul het nummer in.",
            );
        }
        if einde.datum.is_none() || einde.reden.is_none() {
            self.meld(
                Ernst::Waarschuwing,
                "einde",
                "Bij het einde ontbreekt de dag of de reden.",
                "Vul beide in, zodat later te begrijpen is waarom.",
            );
        }
    }

    fn voortgang(&mut self) {
        for (id, v) in &self.agenda.voortgang {
            self.bestand = format!("voortgang/{id}.toml");
            self.verwijzing("id", Some(id));
            for r in &v.activiteiten {
                self.partij(&format!("activiteiten.{}.partij", r.sleutel), r.partij.as_ref());
            }
            let bekend = self.agenda.afspraak(id).map(|g| &g.afspraak.indicatoren);
            for m in &v.metingen {
                self.partij(&format!("metingen.{}.gemeente", m.sleutel), m.gemeente.as_ref());
                if bekend.is_some_and(|i| i.iter().all(|i| i.sleutel != m.indicator)) {
                    let veld = format!("metingen.{}.indicator", m.sleutel);
                    let melding = format!("De afspraak heeft geen indicator {}.", m.indicator);
                    self.meld(Ernst::Fout, &veld, melding, "Verbeter de sleutel, of haal de meting weg.");
                }
            }
        }
    }

    fn beheer(&mut self) {
        for (id, b) in &self.agenda.beheer {
            self.bestand = format!("beheer/{id}.toml");
            self.verwijzing("id", Some(id));
            for r in &b.archief {
                self.partij(&format!("archief.{}.partij", r.sleutel), Some(&r.partij));
            }
            if b.openbaarheid == Some(super::beheer::Openbaarheid::Beperkt) && b.grond.is_none() {
                self.meld(
                    Ernst::Waarschuwing,
                    "grond",
                    "Er staat niet waarom de openbaarheid beperkt is.",
                    "Noem het artikel van de Woo.",
                );
            }
        }
    }

    fn overleggen(&mut self) {
        for (naam, o) in &self.agenda.overleggen {
            self.bestand = format!("overleggen/{naam}.toml");
            if !naam.starts_with(&format!("{}-{}", o.datum, o.soort.woord())) {
                let melding =
                    format!("De naam van het bestand past niet bij datum en soort ({}-{}).", o.datum, o.soort.woord());
                self.meld(
                    Ernst::Waarschuwing,
                    "datum",
                    melding,
                    "Verbeter de datum, of geef het bestand de naam die erbij hoort.",
                );
            }
            self.partij("secretariaat", o.secretariaat.as_ref());
            for r in &o.aanwezigen {
                self.partij(&format!("aanwezigen.{}.partij", r.sleutel), Some(&r.partij));
            }
            for r in &o.vergaderagenda {
                self.verwijzing(&format!("vergaderagenda.{}.afspraak", r.sleutel), r.afspraak.as_ref());
            }
            for r in &o.besluiten {
                self.verwijzing(&format!("besluiten.{}.afspraak", r.sleutel), r.afspraak.as_ref());
                self.partij(&format!("besluiten.{}.partij", r.sleutel), r.partij.as_ref());
            }
            for r in &o.acties {
                self.partij(&format!("acties.{}.partij", r.sleutel), r.partij.as_ref());
            }
        }
    }

    fn opmerkingen(&mut self) {
        for ((id, naam), o) in &self.agenda.opmerkingen {
            self.bestand = format!("opmerkingen/{id}/{naam}.toml");
            self.verwijzing("afspraak", Some(id));
            self.partij("partij", Some(&o.partij));
            if let Some(bij) = &o.bij
                && !self.agenda.opmerkingen.contains_key(&(id.clone(), bij.clone()))
            {
                self.meld(
                    Ernst::Waarschuwing,
                    "bij",
                    format!("De opmerking {bij} waar dit bij hoort is er niet."),
                    "Zoek haar terug in de geschiedenis.",
                );
            }
        }
    }
}
