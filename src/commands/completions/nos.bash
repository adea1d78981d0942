# nos: completions for bash, 3.2 and later.
# Setup, in ~/.bashrc:  eval "$(nos completions bash)"

# The line up to the cursor, which is a number of bytes before bash 4.3, of characters since.
_nos_typed() {
    if (( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 403 )); then
        local LC_ALL=C
    fi
    typed=${COMP_LINE:0:COMP_POINT}
}

_nos() {
    local program=nos typed='' kind='' value='' line=''
    local -a values abouts
    local -i width=$(( ${COLUMNS:-80} - 2 )) i

    case $1 in
        */*) program=${1/#\~/$HOME} ;;
    esac
    _nos_typed
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
        else
            values+=("${line%%$'\t'*}")
            abouts+=("${line#*$'\t'}")
        fi
    done < <("$program" __complete bash "--breaks=$COMP_WORDBREAKS" "--line=$typed" 2>/dev/null)

    case $kind in
        files|folders)
            type compopt &>/dev/null && compopt -o filenames
            local flag=-f before=${values[1]} there=${values[2]}
            [[ $kind == folders ]] && flag=-d
            while IFS= read -r line; do
                COMPREPLY+=("$before${line#"$there"}")
            done < <(compgen "$flag" -- "${values[0]}")
            return
            ;;
    esac

    type compopt &>/dev/null && compopt -o nosort 2>/dev/null
    # What a number stands for is shown beside it, one a line, but only while there is a choice
    # that is shown, never when a word is about to be put in.
    if [[ $kind == asks && ${#values[@]} -gt 1 && ${COMP_TYPE:-9} != 37 && ${COMP_TYPE:-9} != 42 ]]; then
        for (( i = 0; i < ${#values[@]}; i++ )); do
            printf -v line "%-$(( width / 2 ))s" "${values[i]}  (${abouts[i]})"
            COMPREPLY+=("${line:0:width}")
        done
        return
    fi
    for value in ${values[@]+"${values[@]}"}; do
        COMPREPLY+=("$value")
    done
}

complete -F _nos nos
