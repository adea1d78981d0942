# nos: completions for elvish.
# Setup:  nos completions elvish >> ~/.config/elvish/rc.elv

use str

set edit:completion:arg-completer[nos] = {|@words|
    var before = $words[1..-1]
    var at = $words[-1]
    var lines = []
    try {
        set lines = [((external nos) __complete elvish '--at='$at -- $@before 2>/dev/null | from-lines)]
    } catch {
        set lines = []
    }
    if (> (count $lines) 0) {
        var kind @lead = (str:split "\t" $lines[0])
        if (or (eq $kind files) (eq $kind folders)) {
            var start = (count $lead[0])
            edit:complete-filename $at[$start..] | each {|path|
                edit:complex-candidate $lead[0]$path[stem] &code-suffix=$path[code-suffix]
            }
        } else {
            for line $lines[1..] {
                var value about = (str:split &max=2 "\t" $line)
                if (eq $about '') {
                    put $value
                } else {
                    edit:complex-candidate $value &display=$value'  '$about
                }
            }
        }
    }
}
