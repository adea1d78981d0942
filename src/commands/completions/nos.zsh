#compdef nos
# nos: completions for zsh.
# Setup, in ~/.zshrc, after the line with compinit if there is one:  eval "$(nos completions zsh)"

_nos() {
    local program=nos kind lead
    local -a lines values shown
    [[ $words[1] == */* ]] && program=${(Q)words[1]/#\~/$HOME}

    lines=("${(@f)$("$program" __complete zsh "--at=${(Q)PREFIX}" -- "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
    kind=${lines[1]%%$'\t'*}
    lead=${lines[1]#*$'\t'}
    shift lines

    case $kind in
        files)
            compset -P "${(b)lead}"
            _files
            return
            ;;
        folders)
            compset -P "${(b)lead}"
            _files -/
            return
            ;;
    esac

    local line value about
    local -i widest=0
    for line in $lines; do
        value=${line%%$'\t'*}
        values+=("$value")
        (( ${(m)#value} > widest )) && widest=${(m)#value}
    done
    (( $#values )) || return 1
    for line in $lines; do
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        if [[ -n $about ]]; then
            about="${(mr:widest:)value}  -- $about"
            shown+=("${about[1,COLUMNS-1]}")
        else
            shown+=("$value")
        fi
    done
    # In the order in which nos tells them, one a line where something is told about them.
    if [[ $lines[1] == *$'\t'?* ]]; then
        compadd -V nos -l -d shown -a values
    else
        compadd -V nos -d shown -a values
    fi
}

if [[ $funcstack[1] == _nos ]]; then
    _nos "$@"
else
    # Where nobody has asked for completions yet, this does.
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _nos nos
    # A question mark or an asterisk in a text is no pattern of files:  nos log may I have a seat?
    (( $+aliases[nos] || $+galiases[nos] || $+functions[nos] )) || alias nos='noglob nos'
fi
