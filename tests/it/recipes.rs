//! The README's recipes for the shell, run as they are written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::home::{Home, Ran, ran};
use crate::terminal::{Terminal, installed, path_with_nos};

const TODAY: &str = "2026-03-04";

/// The line of the README that begins so.
fn line(beginning: &str) -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    readme
        .unwrap()
        .lines()
        .find(|line| line.starts_with(beginning))
        .unwrap_or_else(|| panic!("no line of the README begins with {beginning}"))
        .to_owned()
}

/// A journal with a goal and a no of yesterday.
fn journal() -> Home {
    let home = Home::new();
    for args in [
        &["goal", "set", "1000"][..],
        &["no", "a discount", "--on", "yesterday"],
    ] {
        assert_eq!(home.run(TODAY, args).status, 0);
    }
    home
}

fn runs(home: &Home, program: &str, args: &[&str]) -> Option<Ran> {
    let mut shell = Command::new(installed(program)?);
    shell.env_clear();
    let path = format!("{}:{}", home.path().join("bin").display(), path_with_nos());
    let mut nos = home.command::<&str>(TODAY, &[]);
    for (name, value) in nos.env("PATH", path).get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    Some(ran(shell.args(args).output().unwrap()))
}

/// A `notify-send` that prints what it would show.
fn with_notify_send(home: &Home) {
    let path = home.path().join("bin/notify-send");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "#!/bin/sh\nprintf '%s: %s\\n' \"$@\"\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_prompts_of_the_shells_show_where_you_stand() {
    let home = journal();
    let bash = format!("{}; echo \"${{PS1@P}}\"", line("PS1="));
    let zsh = format!("{}; print -P \"$RPROMPT\"", line("setopt prompt_subst"));
    let fish = format!("{}; fish_right_prompt", line("function fish_right_prompt"));
    for (program, args, script) in [
        ("bash", ["--norc", "-c"], bash),
        ("zsh", ["-f", "-c"], zsh),
        ("fish", ["--no-config", "-c"], fish),
    ] {
        if let Some(ran) = runs(&home, program, &[args[0], args[1], &script]) {
            assert_eq!(ran.out.trim(), "1/1000", "{program}: {ran:?}");
        }
    }
}

#[test]
fn the_line_that_sets_completions_up_does_so_in_a_home_that_has_nothing_yet() {
    for (program, loaded, shows) in [
        (
            "bash",
            &["-i", "-c", "complete -p nos"],
            "complete -F _nos nos\n",
        ),
        ("zsh", &["-i", "-c", "print $_comps[nos]"], "_nos\n"),
        (
            "fish",
            &["-i", "-c", "complete -C 'nos dare --lev'"],
            "--level\t",
        ),
    ] {
        let home = Home::new();
        fs::create_dir_all(home.path().join(".config/fish/completions")).unwrap();
        let row = line(&format!("| {program} | `"));
        let setup = row.split('`').nth(1).unwrap();
        let Some(set_up) = runs(&home, program, &["-c", setup]) else {
            continue;
        };
        assert_eq!(set_up.status, 0, "{program}: {set_up:?}");
        let ran = runs(&home, program, loaded).unwrap();
        assert!(ran.out.starts_with(shows), "{program}: {ran:?}");
    }
}

#[test]
fn the_status_lines_run_a_command_that_shows_where_you_stand() {
    let home = journal();
    let tmux = line("set -ag status-right ");
    let (_, tmux) = tmux.split_once("#(").unwrap();
    let (tmux, _) = tmux.split_once(")'").unwrap();
    let starship = line("command = ");
    let starship = starship.split('"').nth(1).unwrap();
    let waybar = line("\"custom/nos\"");
    let (_, waybar) = waybar.split_once("\"exec\": \"").unwrap();
    let (waybar, _) = waybar.split_once("\", ").unwrap();
    for (command, shows) in [
        (tmux, "1/1000, 0 today\n"),
        (starship, "1/1000\n"),
        (waybar, "1/1000\n"),
    ] {
        assert_eq!(runs(&home, "sh", &["-c", command]).unwrap().out, shows);
    }
}

#[test]
fn tmux_shows_the_whole_of_it_beside_a_title_that_takes_the_usual_room() {
    let home = journal();
    let Some(program) = installed("tmux") else {
        return;
    };
    let recipe = [
        line("set -g status-right-length"),
        line("set -ag status-right "),
    ];
    let conf = home.path().join("tmux.conf");
    fs::write(&conf, recipe.join("\n")).unwrap();
    let mut tmux = Command::new(program);
    tmux.env_clear();
    let mut nos = home.command::<&str>(TODAY, &[]);
    for (name, value) in nos.env("PATH", path_with_nos()).get_envs() {
        tmux.env(name, value.unwrap_or_default());
    }
    tmux.arg("-S").arg(home.path().join("socket"));
    tmux.arg("-f").arg(conf);
    tmux.args(["new-session", "-x", "80", "-y", "10"]);
    tmux.arg("printf '\\033]2;a title as wide as they come\\007'; exec cat");
    let mut terminal = Terminal::start(tmux);
    terminal.sees(" 1/1000, 0 today");
    terminal.presses_control('c');
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn the_evening_reminder_speaks_only_when_nothing_was_asked_that_day() {
    let home = journal();
    with_notify_send(&home);
    let cron = line("0 19 * * * ");
    let cron = cron.strip_prefix("0 19 * * * ").unwrap();
    // What systemd hands on of a doubled dollar is a single one.
    let unquoted = |line: String| {
        let (_, script) = line.split_once("-c '").unwrap();
        script.strip_suffix('\'').unwrap().replace("$$", "$")
    };
    let condition = unquoted(line("ExecCondition="));
    let start = unquoted(line("ExecStart="));
    let reminder = "Still time for one ask: Ask ";
    for script in [cron, &format!("{condition} && {start}")] {
        let ran = runs(&home, "sh", &["-c", script]).unwrap();
        assert!(ran.out.starts_with(reminder), "{script}: {ran:?}");
    }
    home.run(TODAY, &["log", "a raise"]);
    for script in [cron, &format!("{condition} && {start}")] {
        let ran = runs(&home, "sh", &["-c", script]).unwrap();
        assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""), "{script}");
    }
}
