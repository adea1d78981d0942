//! The folders of nos below the home folder, where no variable names others.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The default folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// For the logs.
    pub(super) data: PathBuf,
    /// For the settings.
    pub(super) config: PathBuf,
    /// For what the device keeps for itself.
    pub(super) state: PathBuf,
}

impl Home {
    /// The folders below the home folder that `HOME` names; below that of the user's account where
    /// it is not set, or relative: then each folder that nos is called in would have a journal of
    /// its own.
    pub(super) fn find(home: Option<&OsStr>) -> Option<Self> {
        if cfg!(unix) && home.is_some() && absolute(home).is_none() {
            return Some(Self::below(&of_account()?));
        }
        let home = ProjectDirs::from("", "", "nos")?;
        Some(Self {
            data: home.data_dir().to_path_buf(),
            config: home.config_dir().to_path_buf(),
            state: state_dir(&home)?,
        })
    }

    /// Where `directories` has them, in a home folder that it did not find itself.
    fn below(home: &Path) -> Self {
        let (data, config) = if cfg!(target_os = "macos") {
            let both = "Library/Application Support/nos";
            (both, both)
        } else {
            (".local/share/nos", ".config/nos")
        };
        Self {
            data: home.join(data),
            config: home.join(config),
            state: home.join(".local/state/nos"),
        }
    }
}

/// The home folder: the one that `HOME` names, that of the user's account where it is not set or
/// relative.
pub(super) fn folder(home: Option<&OsStr>) -> Option<PathBuf> {
    absolute(home).or_else(of_account)
}

fn absolute(home: Option<&OsStr>) -> Option<PathBuf> {
    home.map(PathBuf::from).filter(|home| home.is_absolute())
}

fn state_dir(home: &ProjectDirs) -> Option<PathBuf> {
    if let Some(state) = home.state_dir() {
        return Some(state.to_path_buf());
    }
    if cfg!(target_os = "macos") {
        let user = directories::BaseDirs::new()?;
        return Some(user.home_dir().join(".local/state/nos"));
    }
    Some(home.data_local_dir().to_path_buf())
}

/// The home folder that the system has for the user's account.
#[cfg(unix)]
fn of_account() -> Option<PathBuf> {
    let account = nix::unistd::User::from_uid(nix::unistd::Uid::current()).ok()??;
    Some(account.dir).filter(|home| home.is_absolute())
}

#[cfg(not(unix))]
fn of_account() -> Option<PathBuf> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_relative_home_folder_counts_as_not_set() {
        for relative in ["here", ".", "./a/b", "~"] {
            let home = Home::find(Some(OsStr::new(relative)));
            assert_eq!(home, of_account().map(|home| Home::below(&home)));
            assert_eq!(folder(Some(OsStr::new(relative))), of_account());
        }
    }
}
