//! Keys: with a password or in an agent, lost and replaced, and who may use them.

mod common;
#[path = "common/regio.rs"]
mod regio;

use std::fs;
use std::process::Command;

use common::{Uitkomst, Verwacht};
use oogo::verklaring::Sha256;
use regio::Regio;

#[test]
fn a_replaced_key_says_nothing_any_more_whatever_date_it_writes() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("opvolger", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    let uit = r.als("opvolger", &["sleutel", "maak"]).goed();
    assert!(uit.uit.contains("U staat nog niet op de lijst van fictiehoven"), "{}", uit.uit);
    r.als("opvolger", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("staat niet op de lijst");
    let sleutel =
        r.als("opvolger", &["sleutel", "toon", "--json"]).goed().json()["sleutel"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "voeg-toe", &sleutel, "--functie", "opvolger"]).goed();
    let lijst = r.als("opvolger", &["sleutel", "lijst", "--json"]).goed().json();
    let eerste = lijst["functionarissen"][0]["id"].as_str().unwrap().to_owned();
    r.als("opvolger", &["sleutel", "haal-weg", &eerste]).goed();
    r.als("opvolger", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--intrekken", "Ik ben boos.", "--ja"]).geweigerd("niet op de lijst");
    // By hand it follows on the beginning, before the list on which the key no longer stands.
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let akkoord = r.0.lees(&r.nieuwste("fictiehoven"));
    let functionaris = |t: &str| t.lines().find(|l| l.starts_with("functionaris")).unwrap().to_owned();
    let vorige = akkoord.lines().find(|l| l.starts_with("vorige")).unwrap();
    let nr = akkoord.lines().find(|l| l.starts_with("nr = ")).unwrap();
    let oud = akkoord
        .replace(&functionaris(&akkoord), &functionaris(&begin))
        .replace(vorige, &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(nr, "nr = 2")
        .replace("standpunt = \"akkoord\"", "standpunt = \"niet-akkoord\"");
    r.vervals("partijen/fictiehoven/verklaringen/2-xxxx.toml", &oud, "fictiehoven", "oogo-akkoord");
    r.commit("met terugwerkende kracht");
    assert!(r.controle().contains("staat niet op een andere lijst die tegelijk is gemaakt"), "{}", r.controle());
    assert_eq!(r.status("fictiehoven"), "ongeldig", "it is not passed over in silence");
}

#[test]
fn the_list_is_not_emptied_and_its_last_man_is_warned_of() {
    let r = Regio::met(&["fictiehoven"]);
    let lijst = r.als("fictiehoven", &["sleutel", "lijst", "--json"]).goed().json();
    let ik = lijst["functionarissen"][0]["id"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "haal-weg", &ik]).geweigerd("niemand meer");
    let uit = r.als("fictiehoven", &["sleutel", "haal-weg", "f-zzzz"]);
    assert!(uit.code == 2 && uit.fout.contains("staat niet op de lijst"), "{}", uit.fout);
    assert!(r.controle().contains("mag maar één persoon spreken"), "{}", r.controle());
    assert_eq!(r.als("fictiehoven", &["sleutel", "voeg-toe", "ssh-rsa AAAA", "--functie", "x"]).code, 2);
}

#[test]
fn a_key_that_others_can_read_or_that_is_locked_signs_nothing() {
    let r = Regio::met(&["fictiehoven"]);
    let pad = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&pad, fs::Permissions::from_mode(0o644)).unwrap();
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"])
            .geweigerd("Anderen op deze computer kunnen uw sleutel lezen");
        fs::set_permissions(&pad, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let opdracht = ["-q", "-p", "-P", "", "-N", "geheim", "-f", pad.to_str().unwrap()];
    assert!(Command::new("ssh-keygen").args(opdracht).status().unwrap().success());
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("Uw sleutel heeft een wachtwoord");
    let met = |wachtwoord: &str| {
        let mut opdracht = r.opdracht("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]);
        Uitkomst::van_opdracht(opdracht.env("OOGO_WACHTWOORD", wachtwoord))
    };
    met("fout").geweigerd("niet het wachtwoord");
    met("geheim").goed();
    for rommel in ["", "geen sleutel", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"]
    {
        fs::write(&pad, rommel).unwrap();
        r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("geen sleutel die oogo kan lezen");
    }
}

#[test]
fn the_recovery_key_decides_when_all_keys_are_lost() {
    let r = Regio::met(&[]);
    let kluis = r.0.thuis().join("kluis.txt");
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    assert_eq!(r.als("fictiehoven", &["sleutel", "maak", "--herstelsleutel", "partijen/herstel.txt"]).code, 2);
    r.als("fictiehoven", &["sleutel", "maak", "--herstelsleutel", kluis.to_str().unwrap()]).goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    // Another person, another computer, nobody left who is on the list.
    r.als("nieuw", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    r.als("nieuw", &["sleutel", "herstel", kluis.to_str().unwrap()]).geweigerd("nog geen sleutel");
    r.als("nieuw", &["sleutel", "maak"]).goed();
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).geweigerd("niet op de lijst");
    let vreemd = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    r.als("nieuw", &["sleutel", "herstel", vreemd.to_str().unwrap()]).geweigerd("Dit is niet de herstelsleutel");
    r.als("nieuw", &["sleutel", "herstel", kluis.to_str().unwrap()]).goed();
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("niet op de lijst");
    assert!(!r.controle().contains("fout:"), "{}", r.controle());
}

#[test]
fn who_is_on_the_list_puts_no_recovery_key_of_their_own_in_its_place() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    let begin = r.0.lees(&r.begin("fictiehoven"));
    let eigen = r.sleutel("denkbeeldrade").public_key().to_openssh().unwrap();
    let eigen = format!("herstelsleutel = \"{}\"", eigen.split(' ').take(2).collect::<Vec<_>>().join(" "));
    let herstel = begin.lines().find(|l| l.starts_with("herstelsleutel")).unwrap();
    let eerste = begin
        .replace("nr = 1", "nr = 2")
        .replace("vorige = []", &format!("vorige = [\"{}\"]", Sha256::van(begin.as_bytes())))
        .replace(herstel, &eigen);
    r.vervals("partijen/fictiehoven/verklaringen/2-a.toml", &eerste, "fictiehoven", "oogo-sleutels");
    let functionaris = eerste.lines().find(|l| l.starts_with("functionaris")).unwrap();
    let tweede = eerste
        .replace("nr = 2", "nr = 3")
        .replace(functionaris, "functionaris = \"herstel\"")
        .replace(&Sha256::van(begin.as_bytes()).to_string(), &Sha256::van(eerste.as_bytes()).to_string());
    r.vervals("partijen/fictiehoven/verklaringen/3-a.toml", &tweede, "denkbeeldrade", "oogo-sleutels");
    r.commit("eigen herstelsleutel");
    assert!(
        r.controle().contains("3-a.toml: Deze verklaring van fictiehoven is ongeldig: herstel staat"),
        "{}",
        r.controle()
    );
}

#[test]
fn a_party_that_began_anew_speaks_again_and_its_old_log_stays_true() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.als("voorbeeldstad", &["mijn-gegevens", "--partij", "voorbeeldstad", "--functie", "x"]).goed();
    r.vertrouw("voorbeeldstad", "fictiehoven");
    r.als("nieuw", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "opvolger"]).goed();
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven"]);
    r.vertrouw("nieuw", "fictiehoven");
    let json = r.als("nieuw", &["sleutel", "maak", "--opnieuw", "--json"]).goed().json();
    let woorden: Vec<&str> = json["controlewoorden"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
    assert_eq!(r.status("fictiehoven"), "akkoord", "what was said stays true");
    r.als("nieuw", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "ongeldig", "until the words are compared");
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven", "--woorden", &woorden.join(" ")]).goed();
    assert_eq!(r.status("fictiehoven"), "niet-akkoord");
    r.als("voorbeeldstad", &["partij", "vertrouw", "fictiehoven", "--woorden", "aap noot mies"])
        .geweigerd("passen niet");
}

/// Whether git, with OpenSSH, finds who signed the newest version.
#[cfg(unix)]
fn who_signed(r: &Regio) -> Option<String> {
    let lijst = format!("gpg.ssh.allowedSignersFile={}", r.0.map.join("ondertekenaars").display());
    let mut git = Command::new("git");
    git.args(["-c", "gpg.format=ssh", "-c", &lijst, "verify-commit", "-v", "HEAD"]).current_dir(&r.0.map);
    let uit = git.output().unwrap();
    let tekst = String::from_utf8_lossy(&uit.stderr).into_owned();
    uit.status.success().then(|| tekst.lines().find(|l| l.contains("Good")).unwrap_or_default().to_owned())
}

#[cfg(unix)]
#[test]
fn git_itself_verifies_the_versions_that_somebody_with_a_key_saves() {
    let r = Regio::met(&["fictiehoven"]);
    assert!(who_signed(&r).unwrap().contains("for fictiehoven/1-f-"), "{:?}", who_signed(&r));
    r.als("fictiehoven", &["wijzig", "lv-k7qm", "doel=Een ander doel."]).goed();
    assert!(who_signed(&r).unwrap().contains("for fictiehoven/1-f-"));
    // Who has no key saves as before.
    r.als("denkbeeldrade", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "adviseur"]).goed();
    r.als("denkbeeldrade", &["wijzig", "lv-k7qm", "doel=Weer een ander doel."]).goed();
    assert_eq!(who_signed(&r), None);
    // A key that is on no list would be a riddle to who verifies.
    r.als("denkbeeldrade", &["sleutel", "maak"]).goed();
    collega(&r, "nieuweling", "denkbeeldrade");
    r.als("nieuweling", &["wijzig", "lv-k7qm", "doel=Nog een ander doel."]).goed();
    assert_eq!(who_signed(&r), None);
    // Words that were changed afterwards are not those that were signed.
    r.als("fictiehoven", &["wijzig", "lv-k7qm", "doel=Het laatste doel.", "--toelichting", "Zo besproken."]).goed();
    let versie = r.0.git(&["cat-file", "commit", "HEAD"]).replace("Zo besproken.", "Niet besproken.");
    r.0.schrijf("../versie", versie);
    let nieuw = r.0.git(&["hash-object", "-t", "commit", "-w", "../versie"]);
    r.0.git(&["update-ref", "HEAD", nieuw.trim()]);
    assert_eq!(who_signed(&r), None);
}

#[test]
fn a_new_key_can_have_a_password() {
    let r = Regio::met(&[]);
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "beleidsadviseur"]).goed();
    r.als("fictiehoven", &["sleutel", "maak", "--wachtwoord"]).gebruik("Er is geen wachtwoord gegeven");
    let met = |args: &[&str], wachtwoord: &str| {
        Uitkomst::van_opdracht(r.opdracht("fictiehoven", args).env("OOGO_WACHTWOORD", wachtwoord))
    };
    met(&["sleutel", "maak", "--wachtwoord"], "geheim").goed();
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("Uw sleutel heeft een wachtwoord");
    met(&["akkoord", "lv-k7qm", "--ja"], "anders").geweigerd("niet het wachtwoord");
    met(&["akkoord", "lv-k7qm", "--ja"], "geheim").goed();
    // OpenSSH opens it with the same password.
    let pad = r.0.thuis().join("fictiehoven/instellingen/sleutel");
    let opent = |wachtwoord: &str| {
        let uit = Command::new("ssh-keygen").args(["-y", "-P", wachtwoord, "-f"]).arg(&pad).output().unwrap();
        uit.status.success()
    };
    assert!(opent("geheim") && !opent("anders"));
    // A plain save asks for nothing.
    r.als("fictiehoven", &["wijzig", "hv-c8rw", "doel=Een ander doel."]).goed();
}

/// OpenSSH's own agent, in a folder of its own.
#[cfg(unix)]
struct Agent {
    adres: std::path::PathBuf,
    proces: std::process::Child,
}

#[cfg(unix)]
impl Agent {
    fn nieuw(map: &std::path::Path) -> Self {
        let adres = map.join("agent");
        let proces = Command::new("ssh-agent").arg("-D").arg("-a").arg(&adres).spawn().unwrap();
        while !adres.exists() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Self { adres, proces }
    }

    fn krijgt(&self, naam: &str, soort: &str, map: &std::path::Path) -> std::path::PathBuf {
        let pad = map.join(naam);
        let maak = Command::new("ssh-keygen").args(["-q", "-t", soort, "-N", "", "-C", naam, "-f"]).arg(&pad).status();
        assert!(maak.unwrap().success());
        let erin = Command::new("ssh-add").arg("-q").arg(&pad).env("SSH_AUTH_SOCK", &self.adres).status();
        assert!(erin.unwrap().success());
        fs::remove_file(&pad).unwrap();
        pad.with_extension("pub")
    }
}

#[cfg(unix)]
impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.proces.kill();
        let _ = self.proces.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_key_in_the_agent_signs_and_never_leaves_it() {
    let r = Regio::met(&[]);
    let thuis = r.0.thuis().to_path_buf();
    let agent = Agent::nieuw(&thuis);
    let met =
        |wie: &str, args: &[&str]| Uitkomst::van_opdracht(r.opdracht(wie, args).env("SSH_AUTH_SOCK", &agent.adres));
    for partij in ["fictiehoven", "denkbeeldrade"] {
        r.als(partij, &["mijn-gegevens", "--partij", partij, "--functie", "adviseur"]).goed();
    }
    r.als("fictiehoven", &["sleutel", "maak", "--uit-agent"]).geweigerd("geen sleutelagent");
    met("fictiehoven", &["sleutel", "maak", "--uit-agent"]).gebruik("geen ed25519-sleutel die past");
    agent.krijgt("rsa-sleutel", "rsa", &thuis);
    met("fictiehoven", &["sleutel", "maak", "--uit-agent"]).gebruik("geen ed25519-sleutel die past");
    let openbaar = agent.krijgt("kantoor", "ed25519", &thuis);
    met("fictiehoven", &["sleutel", "maak", "--uit-agent"]).goed();
    met("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.gezien_door("fictiehoven", "fictiehoven"), "akkoord");
    // An agent may ask its user each time: it signs what the party says, and no plain versions.
    assert_eq!(who_signed(&r), None);
    agent.krijgt("thuis", "ed25519", &thuis);
    met("denkbeeldrade", &["sleutel", "maak", "--uit-agent"]).gebruik("meer dan één sleutel");
    met("denkbeeldrade", &["sleutel", "maak", "--uit-agent", "thuis"]).goed();
    // The file with the public half says which one it is, too.
    let fouten = met("denkbeeldrade", &["sleutel", "maak", "--van", openbaar.to_str().unwrap()]).goed();
    assert!(fouten.uit.contains("nog niet op de lijst van denkbeeldrade"), "{}", fouten.uit);
    // Without its agent nothing is signed, and a plain save goes on.
    r.als("fictiehoven", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("geen sleutelagent");
    r.als("fictiehoven", &["wijzig", "hv-c8rw", "doel=Een ander doel."]).goed();
    let leeg = Command::new("ssh-add").args(["-q", "-D"]).env("SSH_AUTH_SOCK", &agent.adres).status().unwrap();
    assert!(leeg.success());
    met("fictiehoven", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("hij weigerde, of kent deze sleutel niet");
}

#[cfg(unix)]
#[test]
fn an_agent_that_hangs_up_or_speaks_nonsense_signs_nothing() {
    use std::io::{Read, Write};
    let r = Regio::met(&["fictiehoven"]);
    let pub_pad = r.0.thuis().join("mijn.pub");
    fs::write(&pub_pad, r.sleutel("fictiehoven").public_key().to_openssh().unwrap()).unwrap();
    let instellingen = r.0.thuis().join("fictiehoven/instellingen");
    fs::write(instellingen.join("sleutel-elders"), pub_pad.to_str().unwrap()).unwrap();
    let vreemd = ssh_key::PrivateKey::from(ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]));
    // What another key signed, as an agent would give it.
    let lang = |bytes: &[u8]| [u32::try_from(bytes.len()).unwrap().to_be_bytes().as_slice(), bytes].concat();
    let gegeven = vreemd.sign("git", ssh_key::HashAlg::Sha512, b"iets anders").unwrap();
    let deel = [lang(b"ssh-ed25519"), lang(gegeven.signature_bytes())].concat();
    let sig = lang(&[vec![14], lang(&deel)].concat());
    let antwoorden: [(&str, Vec<u8>); 4] = [
        ("niets", Vec::new()),
        ("rommel", vec![0, 0, 0, 5, 99, 1, 2, 3, 4]),
        ("eindeloos", vec![0xFF; 64]),
        ("vreemd", sig),
    ];
    for (naam, antwoord) in antwoorden {
        let adres = r.0.thuis().join(naam);
        let luistert = std::os::unix::net::UnixListener::bind(&adres).unwrap();
        std::thread::spawn(move || {
            for mut lijn in luistert.incoming().flatten() {
                let _ = lijn.read(&mut [0; 4096]);
                let _ = lijn.write_all(&antwoord);
            }
        });
        let mut opdracht = r.opdracht("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]);
        let uit = Uitkomst::van_opdracht(opdracht.env("SSH_AUTH_SOCK", &adres));
        assert_eq!(uit.code, 1, "{naam}: {} {}", uit.uit, uit.fout);
        assert!(uit.fout.contains("Er is niets ondertekend"), "{naam}: {}", uit.fout);
    }
}

/// Bytes with their length before them.
#[cfg(unix)]
fn lang(bytes: &[u8]) -> Vec<u8> {
    [u32::try_from(bytes.len()).unwrap().to_be_bytes().as_slice(), bytes].concat()
}

/// An agent with a hardware key in it: what such a key signs says that it was touched, and how often it signed
/// (OpenSSH's PROTOCOL.u2f). Of a touch that did not come it answers that it failed.
#[cfg(unix)]
fn agent_met_hardwaresleutel(adres: &std::path::Path, is_aangeraakt: bool) {
    use std::io::{Read, Write};

    const SOORT: &[u8] = b"sk-ssh-ed25519@openssh.com";
    fn teken(sleutel: &impl ssh_key::SigningKey, bytes: &[u8]) -> Vec<u8> {
        sleutel.try_sign(bytes).unwrap().as_bytes().to_vec()
    }
    let sleutel = ssh_key::private::Ed25519Keypair::from_seed(&[5; 32]);
    let openbaar = [lang(SOORT), lang(sleutel.public.as_ref()), lang(b"ssh:")].concat();
    let geheim = ssh_key::PrivateKey::from(sleutel);
    let luistert = std::os::unix::net::UnixListener::bind(adres).unwrap();
    std::thread::spawn(move || {
        for (teller, mut lijn) in (1_u32..).zip(luistert.incoming().flatten()) {
            let mut lengte = [0; 4];
            lijn.read_exact(&mut lengte).unwrap();
            let mut vraag = vec![0; u32::from_be_bytes(lengte) as usize];
            lijn.read_exact(&mut vraag).unwrap();
            let antwoord = match vraag[0] {
                11 => [vec![12, 0, 0, 0, 1], lang(&openbaar), lang(b"hardware")].concat(),
                13 if is_aangeraakt => {
                    let na_sleutel = &vraag[1 + 4 + openbaar.len()..];
                    let bytes = &na_sleutel[4..4 + u32::from_be_bytes(na_sleutel[..4].try_into().unwrap()) as usize];
                    let over = |bytes: &[u8]| Sha256::van(bytes).bytes().to_vec();
                    let gezegd = [vec![1], teller.to_be_bytes().to_vec()].concat();
                    let sig = teken(&geheim, &[over(b"ssh:"), gezegd.clone(), over(bytes)].concat());
                    [vec![14], lang(&[lang(SOORT), lang(&sig), gezegd].concat())].concat()
                }
                _ => vec![5],
            };
            lijn.write_all(&lang(&antwoord)).unwrap();
        }
    });
}

#[cfg(unix)]
#[test]
fn a_hardware_key_signs_by_way_of_the_agent_and_openssh_agrees() {
    let r = Regio::met(&[]);
    let [aangeraakt, niet] = ["hardware", "niet-aangeraakt"].map(|naam| r.0.thuis().join(naam));
    agent_met_hardwaresleutel(&aangeraakt, true);
    agent_met_hardwaresleutel(&niet, false);
    let met = |agent: &std::path::Path, args: &[&str]| {
        Uitkomst::van_opdracht(r.opdracht("fictiehoven", args).env("SSH_AUTH_SOCK", agent))
    };
    r.als("fictiehoven", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "adviseur"]).goed();
    met(&aangeraakt, &["sleutel", "maak", "--uit-agent"]).goed();
    met(&niet, &["akkoord", "lv-k7qm", "--ja"]).geweigerd("Er is niets ondertekend");
    met(&aangeraakt, &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.gezien_door("fictiehoven", "fictiehoven"), "akkoord");
    r.0.oogo(&["controleer"]).goed();
    let log = r.0.map.join("partijen/fictiehoven/verklaringen");
    let ingangen = fs::read_dir(log).unwrap().flatten().map(|i| i.path());
    let akkoord = ingangen
        .filter(|pad| pad.extension().is_some_and(|e| e == "toml"))
        .find(|pad| fs::read_to_string(pad).unwrap().contains("[akkoord]"))
        .unwrap();
    let ssh_keygen = |args: &[&str]| {
        let mut opdracht = Command::new("ssh-keygen");
        opdracht.args(args).arg("-s").arg(akkoord.with_extension("toml.sig")).args(["-f", "ondertekenaars"]);
        Uitkomst::van_opdracht(opdracht.current_dir(&r.0.map).stdin(fs::File::open(&akkoord).unwrap())).goed().uit
    };
    let wie = ssh_keygen(&["-Y", "find-principals"]);
    let namespace = "oogo-akkoord";
    let uit = ssh_keygen(&["-Y", "verify", "-n", namespace, "-I", wie.trim()]);
    assert!(uit.contains("Good") && uit.contains("ED25519-SK"), "{uit}");
}

/// The line of a party's list with this office.
fn op_de_lijst(r: &Regio, wie: &str, functie: &str) -> serde_json::Value {
    let lijst = r.als(wie, &["sleutel", "lijst", "--json"]).goed().json();
    let mensen = lijst["functionarissen"].as_array().unwrap().clone();
    mensen.into_iter().find(|f| f["functie"] == functie).unwrap()
}

/// Somebody's public key, who works for a party and is on no list.
fn collega(r: &Regio, wie: &str, partij: &str) -> String {
    r.als(wie, &["mijn-gegevens", "--partij", partij, "--functie", wie]).goed();
    r.als(wie, &["sleutel", "maak"]).goed();
    r.als(wie, &["sleutel", "toon", "--json"]).goed().json()["sleutel"].as_str().unwrap().to_owned()
}

#[test]
fn somebody_stands_in_during_a_holiday() {
    let r = Regio::met(&["fictiehoven"]);
    let sleutel = collega(&r, "vervanger", "fictiehoven");
    let baas = op_de_lijst(&r, "fictiehoven", "beleidsadviseur")["id"].as_str().unwrap().to_owned();
    let bij = |rest: &[&str]| {
        r.als("fictiehoven", &[&["sleutel", "voeg-toe", &sleutel, "--functie", "vervanger"], rest].concat())
    };
    bij(&["--waarneemt", "f-niemand"]).gebruik("‘f-niemand’ staat niet op de lijst");
    bij(&["--waarneemt", &baas, "--tot", "gisteren"]).gebruik("is al geweest");
    bij(&["--tot", "1 mei 2090"]).gebruik("--waarneemt");
    let uit = bij(&["--waarneemt", &baas, "--tot", "1 mei 2090"]).goed();
    assert!(
        uit.uit.contains(&format!("neemt waar voor {baas}, naar verwachting tot en met 1 mei 2090")),
        "{}",
        uit.uit
    );
    r.als("fictiehoven", &["sleutel", "lijst"]).goed().bevat(&format!("neemt waar voor {baas} tot en met 1 mei 2090"));
    r.als("vervanger", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord");
    assert!(!r.controle().contains("waarneming"), "{}", r.controle());
    // A day that has passed decides nothing, and is told of.
    let weg = op_de_lijst(&r, "fictiehoven", "vervanger")["id"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "haal-weg", &weg]).goed();
    r.als("vervanger", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("staat niet op de lijst");
    assert_eq!(r.status("fictiehoven"), "akkoord");
}

#[test]
fn on_a_new_laptop_one_keeps_ones_place_with_another_key() {
    let r = Regio::met(&["fictiehoven"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    let nieuw = collega(&r, "laptop", "fictiehoven");
    let ik = op_de_lijst(&r, "fictiehoven", "beleidsadviseur")["id"].as_str().unwrap().to_owned();
    r.als("fictiehoven", &["sleutel", "vervang", "f-niemand", &nieuw]).gebruik("staat niet op de lijst");
    r.als("fictiehoven", &["sleutel", "vervang", &ik, "geen sleutel"]).gebruik("geen openbare sleutel");
    r.als("fictiehoven", &["sleutel", "vervang", &ik, &nieuw]).goed();
    r.als("fictiehoven", &["akkoord", "hv-c8rw", "--ja"]).geweigerd("staat niet op de lijst");
    r.als("laptop", &["akkoord", "hv-c8rw", "--ja"]).goed();
    assert_eq!(r.status("fictiehoven"), "akkoord", "what was said with the old key stays");
    r.als("laptop", &["sleutel", "vervang", &ik, &nieuw]).gebruik("staat al op de lijst");
}

#[test]
fn after_a_herindeling_the_successor_speaks_and_what_was_agreed_stays() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade", "voorbeeldstad"]);
    let van = |partij: &str, over: &str| {
        let json = r.als("voorbeeldstad", &["toon", over, "--json"]).goed().json();
        json["akkoorden"][partij]["status"].as_str().unwrap().to_owned()
    };
    let door = |over: &str| van("fictiehoven", over);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--voorbehoud", "De raad.", "--ja"]).goed();
    r.als("fictiehoven", &["akkoord", "jh-p4vd", "--niet", "--ja"]).goed();
    // Who writes it on another's page speaks for nobody.
    r.als("denkbeeldrade", &["partij", "wijzig", "fictiehoven", "opgevolgd-door=denkbeeldrade"]).goed();
    r.als("denkbeeldrade", &["akkoord", "jh-p4vd", "hv-c8rw", "--ja"]).goed();
    assert_eq!([door("jh-p4vd"), door("hv-c8rw")], ["niet-akkoord", "geen"]);
    assert!(r.controle().contains("maar haar eigen lijst zegt dat niet"), "{}", r.controle());
    let opvolger = |wie: &str, wat: &str| r.als(wie, &["sleutel", "opvolger", wat]);
    opvolger("fictiehoven", "fictiehoven").gebruik("volgt zichzelf niet op");
    opvolger("fictiehoven", "nergens").geweigerd("nergens");
    // Of whom one does not know who it is, takes nobody's place.
    opvolger("fictiehoven", "jeugdregio-voorbeeldland").geweigerd("heeft nog geen sleutel");
    opvolger("fictiehoven", "denkbeeldrade").geweigerd("nog niet bevestigd");
    r.vertrouw("fictiehoven", "denkbeeldrade");
    opvolger("fictiehoven", "denkbeeldrade").goed();
    assert!(!r.controle().contains("haar eigen lijst"), "{}", r.controle());
    // What the successor said before, it said for itself: nobody's no becomes a yes.
    assert_eq!([door("lv-k7qm"), door("jh-p4vd"), door("hv-c8rw")], ["voorbehoud", "niet-akkoord", "geen"]);
    // What it says from here on holds for both; it also lifts what was said before it.
    r.als("denkbeeldrade", &["akkoord", "hv-c8rw", "--ja"]).goed();
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--opheffen", "--ja"]).goed();
    assert_eq!([door("hv-c8rw"), door("lv-k7qm"), van("denkbeeldrade", "lv-k7qm")], ["akkoord", "akkoord", "akkoord"]);
    r.als("denkbeeldrade", &["standpunten"]).goed().bevat("Het voorbehoud is opgeheven.");
    r.als("fictiehoven", &["akkoord", "lv-b4xt", "--ja"]).geweigerd("is opgevolgd door gemeente Denkbeeldrade");
    r.vertrouw("denkbeeldrade", "fictiehoven");
    opvolger("denkbeeldrade", "fictiehoven").gebruik("is door de uwe opgevolgd");
    assert_eq!(r.als("voorbeeldstad", &["controleer"]).code, 0);
    // It can be taken back; then each speaks for itself again.
    r.als("fictiehoven", &["sleutel", "opvolger", "--geen"]).goed();
    assert_eq!([door("hv-c8rw"), door("lv-k7qm")], ["geen", "voorbehoud"]);
    r.als("fictiehoven", &["akkoord", "lv-b4xt", "--ja"]).goed();
}

#[test]
fn who_begins_a_log_in_the_successors_name_takes_nobodys_place() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.vertrouw("fictiehoven", "denkbeeldrade");
    r.als("fictiehoven", &["sleutel", "opvolger", "denkbeeldrade"]).goed();
    // The real log goes, and a stranger begins another.
    r.0.git(&["rm", "-r", "-q", "partijen/denkbeeldrade/verklaringen"]);
    r.0.git(&["commit", "-q", "-m", "weg"]);
    let plat = r.0.git(&["commit-tree", "HEAD^{tree}", "-m", "plat"]);
    r.0.git(&["reset", "-q", "--hard", plat.trim()]);
    r.als("vreemd", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "x"]).goed();
    r.als("vreemd", &["sleutel", "maak"]).goed();
    r.als("vreemd", &["akkoord", "lv-k7qm", "--ja"]).goed();
    assert_eq!(r.gezien_door("nieuw", "fictiehoven"), "onbekend");
}

#[test]
fn a_second_beginning_of_the_successor_brings_no_old_akkoord_back() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--ja"]).goed();
    r.vertrouw("fictiehoven", "denkbeeldrade");
    r.als("fictiehoven", &["sleutel", "opvolger", "denkbeeldrade"]).goed();
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    assert_eq!(r.gezien_door("nieuw", "fictiehoven"), "niet-akkoord");
    r.als("vreemd", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "x"]).goed();
    r.als("vreemd", &["sleutel", "maak", "--opnieuw"]).goed();
    assert_eq!(r.gezien_door("nieuw", "fictiehoven"), "onbekend");
    // The key from the safe does not end a succession without a word.
    r.als("laptop", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("laptop", &["sleutel", "maak"]).goed();
    let brief = r.0.thuis().join("oogo-herstelsleutel-fictiehoven.txt");
    r.als("laptop", &["sleutel", "herstel", brief.to_str().unwrap()]).goed();
    assert!(r.0.lees(&r.nieuwste("fictiehoven")).contains("[sleutels.opgevolgd-door]"));
    #[cfg(unix)]
    assert!(who_signed(&r).is_some_and(|wie| wie.contains("for fictiehoven/")), "{:?}", who_signed(&r));
}

#[test]
fn who_speaks_for_two_reads_both_and_lifts_only_what_both_said() {
    let r = Regio::met(&["fictiehoven", "denkbeeldrade"]);
    r.als("fictiehoven", &["akkoord", "lv-k7qm", "--voorbehoud", "De raad.", "--ja"]).goed();
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--niet", "--ja"]).goed();
    r.vertrouw("fictiehoven", "denkbeeldrade");
    r.als("fictiehoven", &["sleutel", "opvolger", "denkbeeldrade"]).goed();
    let uit = r.als("denkbeeldrade", &["akkoord", "lv-k7qm"]);
    assert!(uit.uit.contains("Namens gemeente Denkbeeldrade en gemeente Fictiehoven wordt dit"), "{}", uit.uit);
    r.als("denkbeeldrade", &["akkoord", "lv-k7qm", "--opheffen", "--ja"]).geweigerd("zeiden de partijen");
}

#[test]
fn the_recovery_key_of_another_beginning_sets_nothing_aside() {
    let r = Regio::met(&["fictiehoven"]);
    let begin = Sha256::van(r.0.lees(&r.begin("fictiehoven")).as_bytes());
    r.als("vreemd", &["mijn-gegevens", "--partij", "fictiehoven", "--functie", "x"]).goed();
    r.als("vreemd", &["sleutel", "maak", "--opnieuw"]).goed();
    let brief = r.0.thuis().join("oogo-herstelsleutel-fictiehoven-2.txt");
    r.als("vreemd", &["sleutel", "herstel", brief.to_str().unwrap()]).goed();
    let herstel = r.nieuwste("fictiehoven");
    let tekst = r.0.lees(&herstel).replacen("[sleutels]\n", &format!("[sleutels]\nverwerpt = [\"{begin}\"]\n"), 1);
    let sleutel = fs::read_to_string(&brief).unwrap();
    let sleutel = ssh_key::PrivateKey::from_openssh(&sleutel[sleutel.find("-----BEGIN").unwrap()..]).unwrap();
    let sig = oogo::verklaring::teken(&sleutel, "oogo-sleutels", tekst.as_bytes()).unwrap();
    r.0.schrijf(&herstel, tekst);
    r.0.schrijf(&format!("{herstel}.sig"), sig);
    r.commit("verworpen");
    // The list of who may sign is made anew with the next entry, and still holds the party's own key.
    r.als("denkbeeldrade", &["mijn-gegevens", "--partij", "denkbeeldrade", "--functie", "x"]).goed();
    r.als("denkbeeldrade", &["sleutel", "maak"]).goed();
    let mijn = r.sleutel("fictiehoven").public_key().to_openssh().unwrap();
    assert!(r.0.lees("ondertekenaars").contains(mijn.split(' ').nth(1).unwrap()), "{}", r.0.lees("ondertekenaars"));
}

#[test]
fn who_may_only_speak_ambtelijk_does_not_decide_who_may_speak() {
    let r = Regio::met(&["fictiehoven"]);
    let sleutel = collega(&r, "ambtenaar", "fictiehoven");
    let erbij = ["sleutel", "voeg-toe", &sleutel, "--functie", "ambtenaar", "--alleen-ambtelijk"];
    r.als("fictiehoven", &erbij).goed();
    let nog_een = collega(&r, "vriend", "fictiehoven");
    r.als("ambtenaar", &["sleutel", "voeg-toe", &nog_een, "--functie", "vriend"]).geweigerd("wijzigt de lijst niet");
    // Nor with a list that was written by hand.
    let lijst = r.0.lees(&r.nieuwste("fictiehoven"));
    let ik = op_de_lijst(&r, "fictiehoven", "ambtenaar")["id"].as_str().unwrap().to_owned();
    let baas = op_de_lijst(&r, "fictiehoven", "beleidsadviseur")["id"].as_str().unwrap().to_owned();
    let tekst = lijst
        .replace("nr = 2", "nr = 3")
        .replacen(&format!("functionaris = \"{baas}\""), &format!("functionaris = \"{ik}\""), 1)
        .replace("mag = [\"ambtelijk\"]", "mag = [\"ambtelijk\", \"bestuurlijk\"]");
    let vorige = lijst.lines().find(|l| l.starts_with("vorige")).unwrap();
    let tekst = tekst.replace(vorige, &format!("vorige = [\"{}\"]", Sha256::van(lijst.as_bytes())));
    r.vervals("partijen/fictiehoven/verklaringen/3-zelf.toml", &tekst, "ambtenaar", "oogo-sleutels");
    r.commit("zelf");
    assert!(r.controle().contains("mag dit niet namens deze partij verklaren"), "{}", r.controle());
    r.als("ambtenaar", &["akkoord", "lv-k7qm", "--ja"]).geweigerd("geen bestuurlijk standpunt");
}
