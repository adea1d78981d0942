# nos: completions for PowerShell.
# Setup:  nos completions powershell | Add-Content $PROFILE

Register-ArgumentCompleter -Native -CommandName 'nos' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
        })
    $at = "$wordToComplete".Trim('"', "'")

    # Names and texts come as UTF-8, whatever the console is set to.
    $encoding = $null
    try {
        $encoding = [Console]::OutputEncoding
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
    } catch { }
    $lines = @(& nos __complete powershell "--at=$at" -- @before 2>$null)
    try { if ($encoding) { [Console]::OutputEncoding = $encoding } } catch { }
    if ($lines.Count -eq 0) { return }
    $kind, $lead = "$($lines[0])" -split "`t", 2
    if ($kind -eq 'files' -or $kind -eq 'folders') {
        $path = $at.Substring([Math]::Min($at.Length, "$lead".Length))
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($path) | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new("$lead$($_.CompletionText)", $_.ListItemText, $_.ResultType, $_.ToolTip)
        }
        return
    }
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $value, $about = "$_" -split "`t", 2
        if ($value.StartsWith($at, [StringComparison]::Ordinal)) {
            # Curly quotes quote as well as straight ones here, and an @ begins something else.
            $quoted = if ($value -match '^@|[^\w@+=.-]') {
                "'" + ($value -replace "['\u2018\u2019\u201a\u201b]", '$0$0') + "'"
            } else { $value }
            $tip = if ($about) { $about } else { $value }
            $shown = if ($about) { "$value  $about" } else { $value }
            [System.Management.Automation.CompletionResult]::new($quoted, $shown, 'ParameterValue', $tip)
        }
    }
}
