//! A server with ssh on this machine, of which nothing is remembered.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Stops when it is dropped.
pub struct Sshd {
    port: u16,
    child: Child,
    map: PathBuf,
}

impl Sshd {
    /// Starts one; none where there is no sshd here.
    pub fn start(map: &Path) -> Option<Self> {
        let program = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];
        let program = program.into_iter().find(|p| Path::new(p).exists())?;
        fs::create_dir_all(map).unwrap();
        let pad = |name: &str| map.join(name).display().to_string();
        for name in ["server", "client"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(pad(name));
            assert!(keygen.status().unwrap().success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n",
            pad("server"),
            pad("client.pub")
        );
        fs::write(pad("sshd_config"), config).unwrap();
        let key = fs::read_to_string(pad("server.pub")).unwrap();
        fs::write(pad("known"), format!("[127.0.0.1]:{port} {key}")).unwrap();
        // Where it runs as root it wants this folder.
        let _ = fs::create_dir_all("/run/sshd");
        let child =
            Command::new(program).args(["-D", "-f", &pad("sshd_config")]).stderr(Stdio::null()).spawn().unwrap();
        let sshd = Self { port, child, map: map.to_path_buf() };
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begin.elapsed() > Duration::from_secs(20) {
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(sshd)
    }

    /// By which a folder here is reached through it.
    pub fn address(&self, map: &Path) -> String {
        let user = Command::new("id").arg("-un").output().unwrap();
        format!("ssh://{}@127.0.0.1:{}{}", String::from_utf8_lossy(&user.stdout).trim(), self.port, map.display())
    }

    /// What git and oogo start for it (`GIT_SSH_COMMAND`).
    pub fn command(&self) -> String {
        let pad = |name: &str| self.map.join(name).display().to_string();
        format!(
            "ssh -F /dev/null -o IdentitiesOnly=yes -o IdentityAgent=none -i '{}' -o UserKnownHostsFile='{}'",
            pad("client"),
            pad("known")
        )
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
