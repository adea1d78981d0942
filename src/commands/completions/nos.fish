# nos: completions for fish.
# Setup:  nos completions fish > ~/.config/fish/completions/nos.fish

function __nos_complete
    set -l program nos
    set -l before (commandline -opc)
    set -l at (commandline -ct)
    set -l plain (string unescape -- $at 2>/dev/null)
    and set at $plain
    string match -q '*/*' -- $before[1]
    and set program (string replace -r '^~' $HOME -- $before[1])
    set -e before[1]

    set -l lines ($program __complete fish "--at=$at" -- $before 2>/dev/null)
    set -l kind (string split \t -- $lines[1])
    set -e lines[1]
    switch "$kind[1]"
        case files
            for path in (__fish_complete_path (string sub -s (math (string length -- "$kind[2]") + 1) -- "$at"))
                echo -- $kind[2]$path
            end
        case folders
            for path in (__fish_complete_directories (string sub -s (math (string length -- "$kind[2]") + 1) -- "$at") '')
                echo -- $kind[2]$path
            end
        case '*'
            printf '%s\n' $lines
    end
end

complete -c nos -f -k -a '(__nos_complete)'
