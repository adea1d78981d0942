//! Completions in the shells themselves: fish by its own word, bash and zsh at a terminal.

use std::process::Command;

use crate::home::Home;
use crate::terminal::{Terminal, installed, path_with_nos};

const TODAY: &str = "2026-03-04";

/// A journal with two asks that wait and one that does not.
fn journal() -> Home {
    let home = Home::new();
    let log = |args: &[&str]| {
        let ran = home.run(TODAY, &[&["log"], args].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
    };
    log(&["applied for a passport", "+travel", "--to", "the embassy"]);
    log(&["asked for a discount", "--no", "+shop", "--to", "Ann"]);
    log(&["asked for \u{1b}[31m 50 % & more", "--on", "2025-12-30"]);
    home
}

/// A shell that knows nothing of anyone's but the journal and where nos is.
fn shell(home: &Home, program: &str) -> Option<Command> {
    let program = installed(program)?;
    let mut command = home.command::<&str>(TODAY, &[]);
    let mut shell = Command::new(program);
    shell.env_clear();
    for (name, value) in command.env("PATH", path_with_nos()).get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    Some(shell)
}

fn fish(home: &Home, line: &str) -> Option<Vec<String>> {
    let output = shell(home, "fish")?
        .args(["--no-config", "--command"])
        .arg(format!(
            "nos completions fish | source; complete -C '{line}'"
        ))
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    Some(out.lines().map(str::to_owned).collect())
}

#[test]
fn fish_lists_the_asks_that_wait() {
    let home = journal();
    let Some(lines) = fish(&home, "nos answer ") else {
        return;
    };
    assert_eq!(
        lines,
        [
            "3\tasked for ^[[31m 50 % & more",
            "1\tapplied for a passport"
        ]
    );
    assert_eq!(
        fish(&home, "nos answer 1").unwrap(),
        ["1\tapplied for a passport"]
    );
}

#[test]
fn fish_completes_what_lives_in_the_journal() {
    let home = journal();
    if fish(&home, "nos ").is_none() {
        return;
    }
    let fish = |line| fish(&home, line).unwrap();
    assert_eq!(fish("nos show ").len(), 3);
    assert_eq!(fish("nos log x +"), ["+shop\t1 ask", "+travel\t1 ask"]);
    assert_eq!(fish("nos list -t s"), ["shop\t1 ask"]);
    assert_eq!(fish("nos list --tag=t"), ["--tag=travel\t1 ask"]);
    assert_eq!(
        fish("nos log x --to "),
        ["Ann\t1 ask", "the embassy\t1 ask"]
    );
    assert_eq!(fish("nos stats --year "), ["2026", "2025"]);
    assert_eq!(
        fish("nos dare --level b"),
        ["bold\tSomething that has to be wanted"]
    );
    assert!(fish("nos ").iter().any(|line| line.starts_with("stats\t")));
    assert!(fish("nos help d").contains(&"dates\tHow days and periods are written".to_owned()));
}

#[test]
fn completing_writes_nothing_and_says_nothing_on_a_broken_journal() {
    let home = Home::new();
    let args = ["__complete", "fish", "--at=", "--", "answer"];
    let ran = home.run(TODAY, &args);
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (0, "asks\t\n", "")
    );
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    std::fs::write(home.path().join("data"), "not a folder").unwrap();
    let ran = home.run(TODAY, &args);
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (0, "", "")
    );
}

/// Bash at a terminal, with its completions and a prompt that says READY; none without bash.
fn bash(home: &Home) -> Option<Terminal> {
    let mut bash = shell(home, "bash")?;
    bash.args(["--norc", "--noprofile", "-i"]);
    let mut terminal = Terminal::start(bash);
    // A terminal of the tests echoes nothing, and bash goes by that.
    terminal.types("stty echo");
    terminal.types(
        "PS1='READ''Y '; bind 'set enable-bracketed-paste off'; eval \"$(nos completions bash)\"",
    );
    terminal.sees("READY ");
    Some(terminal)
}

#[test]
fn bash_completes_at_a_terminal() {
    let home = journal();
    let Some(mut terminal) = bash(&home) else {
        return;
    };
    // A command, then the one ask that its beginning fits.
    terminal.presses("nos ans\t1\t");
    terminal.sees("nos answer 1 ");
    terminal.presses("--ye\t");
    terminal.sees("--yes ");
    terminal.types("");
    terminal.sees("applied for a passport");
    terminal.sees("READY ");
    // Two that fit are shown with their texts.
    terminal.types("nos log another one");
    terminal.sees("READY ");
    terminal.presses("nos answer \t\t");
    let shown = terminal.sees("3  (asked for ^[[31m 50 % & more)");
    assert!(shown.contains("4  (another one)"), "{shown}");
    terminal.sees("READY nos answer ");
    terminal.presses_control('c');
    terminal.sees("READY ");
    // A value after the sign at which bash takes words apart, with a blank in it.
    terminal.presses("nos list --to=the\t");
    terminal.sees("nos list --to=the\\ embassy ");
    terminal.presses_control('c');
    terminal.sees("READY ");
    terminal.types("exit 0");
    assert_eq!(terminal.ends().1, Some(0));
}

/// A journal with people whose names mean something to a shell.
fn people() -> Home {
    let home = Home::new();
    for name in ["HR: Ann", "HR: Bob", "O'Brien \"B\"", "Ke$ha", "a@b.org"] {
        let ran = home.run(TODAY, &["log", "a raise", "--to", name]);
        assert_eq!(ran.status, 0, "{ran:?}");
    }
    home.run(TODAY, &["log", "a seat", "--to=-dash"]);
    home
}

#[test]
fn a_name_with_a_colon_a_quote_or_a_dollar_is_completed_in_bash() {
    let home = people();
    let Some(mut terminal) = bash(&home) else {
        return;
    };
    // A bell rings between what was typed and what was put in, where there was a choice.
    for (typed, shows) in [
        ("--to H\tA\t", r"R:\ Ann "),
        ("--to=H\tB\t", r"R:\ Bob "),
        ("--to 'HR: \tB\t", "Bob' "),
        ("--to O\t", r#"--to O\'Brien\ \"B\" "#),
        ("--to 'O\t", r#"--to 'O'\''Brien "B"' "#),
        ("--to \"K\t", r#"--to "Ke\$ha" "#),
        ("--to=a@b\t", "--to=a@b.org "),
    ] {
        terminal.presses(&format!("nos list {typed}\n"));
        terminal.sees(shows);
        terminal.sees("a raise");
        terminal.sees("READY ");
    }
    terminal.types("exit 0");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn bash_is_told_what_to_put_in_behind_what_it_keeps_in_place() {
    let home = people();
    let offered = |line: &str| {
        let breaks = "--breaks= \t\n\"'@><=;|&(:";
        let line = format!("--line=nos {line}");
        home.run(TODAY, &["__complete", "bash", breaks, &line]).out
    };
    assert_eq!(
        offered("list --to=HR:"),
        "words\n\\ Ann\t1 ask\n\\ Bob\t1 ask\n"
    );
    assert_eq!(offered("answer 1"), "asks\n1\ta raise\n");
    assert_eq!(offered("export -o/tmp/a="), "files\n/tmp/a=\n\n/tmp/a=\n");
    assert_eq!(offered("export -o/tmp/a"), "files\n/tmp/a\n-o\n\n");
}

#[test]
fn a_name_that_begins_with_a_dash_is_offered_only_where_it_can_stand() {
    let home = people();
    if fish(&home, "nos ").is_none() {
        return;
    }
    assert_eq!(
        fish(&home, "nos list --to=-").unwrap(),
        ["--to=-dash\t1 ask"]
    );
    assert_eq!(fish(&home, "nos list --to ").unwrap().len(), 5);
}

#[test]
fn a_folder_in_the_home_folder_is_found_before_the_shell_has_read_its_name() {
    let home = journal();
    for dir in ["~/data", "$HOME/data", "${HOME}/data"] {
        let args = ["__complete", "zsh", "--at=", "--", "--dir", dir, "answer"];
        let mut command = home.command(TODAY, &args);
        command.env("HOME", home.path()).env("NOS_DIR", "/nowhere");
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert_eq!(out.lines().count(), 3, "{dir}: {out}");
    }
}

#[test]
fn zsh_completes_at_a_terminal() {
    let home = journal();
    let Some(mut zsh) = shell(&home, "zsh") else {
        return;
    };
    zsh.args(["-f", "-i"]);
    let mut terminal = Terminal::start(zsh);
    terminal.types(
        "PS1='READ''Y '; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; eval \"$(nos completions zsh)\"",
    );
    terminal.sees("READY ");
    terminal.presses("nos answer \t");
    let shown = terminal.sees("applied for a passport");
    assert!(
        shown.contains("3  -- asked for ^[[31m 50 % & more"),
        "{shown}"
    );
    terminal.presses_control('c');
    terminal.sees("READY ");
    terminal.presses("nos ans\t1\t--ye\t\n");
    terminal.sees("Yes 1");
    terminal.sees("READY ");
    terminal.presses("nos list --to=the\t\n");
    terminal.sees("applied for a passport");
    terminal.types("exit");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn zsh_takes_question_marks_and_asterisks_as_they_are_unless_nos_means_something_else() {
    let home = Home::new();
    let zsh = |line: &str| {
        let mut zsh = shell(&home, "zsh")?;
        let script = format!("eval \"$(nos completions zsh)\"\n{line}\n");
        let output = zsh
            .args(["-f", "-i", "-c", "eval \"$ZSH_LINES\""])
            .env("ZSH_LINES", script)
            .current_dir(home.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Some((text(output.stdout), text(output.stderr)))
    };
    let Some((_, err)) = zsh("unalias nos; nos log may I have a discount?") else {
        return;
    };
    assert!(err.contains("no matches found"), "{err}");
    // An alias holds from the next line that is read on.
    for line in [
        "eval 'nos log may I have a discount?'",
        "eval 'nos log a [free] *seat*'",
        "eval 'nos log ~really? +x'",
    ] {
        let (out, err) = zsh(line).unwrap();
        assert!(out.contains('#'), "{line}: {out} {err}");
    }
    let texts: Vec<String> = home.json(TODAY, &["list"], "")["asks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ask| ask["text"].as_str().unwrap().to_owned())
        .collect();
    let all = texts.join("\n");
    assert!(all.contains("may I have a discount?"), "{all}");
    assert!(all.contains("a [free] *seat*"), "{all}");
    for (before, kept) in [
        ("alias nos='print mine'", "mine"),
        ("function nos { print mine }", "mine"),
    ] {
        let line =
            format!("unalias nos; {before}; eval \"$(command nos completions zsh)\"; eval nos");
        let (out, err) = zsh(&line).unwrap();
        assert_eq!(out.trim(), kept, "{before}: {err}");
    }
}

#[test]
fn every_script_is_read_by_its_own_shell() {
    let home = Home::new();
    for (name, program, check) in [
        ("bash", "bash", ["-n"].as_slice()),
        ("zsh", "zsh", &["-n"]),
        ("fish", "fish", &["--no-execute"]),
    ] {
        let Some(mut shell) = shell(&home, program) else {
            continue;
        };
        let script = home.path().join(name);
        std::fs::write(&script, home.run(TODAY, &["completions", name]).out).unwrap();
        let output = shell.args(check).arg(&script).output().unwrap();
        assert!(output.status.success(), "{name}: {output:?}");
    }
}
