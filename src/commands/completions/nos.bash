# nos: completions for bash, 3.2 and later.
# Setup, in ~/.bashrc:  eval "$(nos completions bash)"

_nos() {
    local program=nos kind='' value='' about='' word='' open='' line=''
    local -a values abouts before
    local at=${COMP_WORDS[COMP_CWORD]} width=$(( ${COLUMNS:-80} - 2 ))
    local i

    case $1 in
        */*) program=${1/#\~/$HOME} ;;
    esac

    # bash takes --to=Ann and 12@laptop apart; nos is given them whole.
    for (( i = 1; i < COMP_CWORD; i++ )); do
        word=${COMP_WORDS[i]}
        if (( ${#before[@]} )) && [[ $word == [=@] || ${COMP_WORDS[i-1]} == [=@] ]]; then
            before[${#before[@]} - 1]+=$word
        else
            before+=("$word")
        fi
    done
    # What of the word bash keeps in place when it puts a value in: all up to the =, but not the @.
    local kept='' sign=''
    if (( COMP_CWORD > 1 && ${#before[@]} )); then
        case $at in
            [=@]) sign=$at at='' ;;
            *)
                word=${before[${#before[@]} - 1]}
                case ${COMP_WORDS[COMP_CWORD-1]} in
                    [=@]) sign=${word: -1} before[${#before[@]} - 1]=${word%?} ;;
                esac
                ;;
        esac
        if [[ -n $sign ]]; then
            kept=${before[${#before[@]} - 1]}
            unset "before[${#before[@]} - 1]"
            case $sign in
                =) kept+== ;;
                @) at=@$at ;;
            esac
        fi
    fi

    case $at in
        \"*|\'*) open=${at:0:1} at=${at:1} ;;
        *) at=${at//\\/} ;;
    esac
    for (( i = 0; i < ${#before[@]}; i++ )); do
        word=${before[i]//[\"\'\\]/}
        before[i]=$word
    done

    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=${line%%$'\t'*}
            continue
        fi
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        [[ $value == "$kept$at"* ]] || continue
        values+=("${value#"$kept"}")
        abouts+=("$about")
    done < <("$program" __complete bash "--at=$kept$at" -- ${before[@]+"${before[@]}"} 2>/dev/null)

    case $kind in
        files|folders)
            type compopt &>/dev/null && compopt -o filenames
            local flag=-f
            [[ $kind == folders ]] && flag=-d
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen "$flag" -- "$at")
            return
            ;;
    esac

    type compopt &>/dev/null && compopt -o nosort
    # What a number stands for is shown beside it, but only while there is a choice that is
    # shown, never when a word is about to be put in.
    if [[ $kind == asks && ${#values[@]} -gt 1 && ${COMP_TYPE:-9} != 37 && ${COMP_TYPE:-9} != 42 ]]; then
        for (( i = 0; i < ${#values[@]}; i++ )); do
            line="${values[i]}  (${abouts[i]})"
            COMPREPLY+=("${line:0:width}")
        done
        return
    fi
    for (( i = 0; i < ${#values[@]}; i++ )); do
        value=${values[i]}
        [[ -n $open ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done
}

complete -F _nos nos
