BeforeDiscovery {
    Import-Module "$PSScriptRoot/ShellTests.psm1"
    $root = Split-Path (Get-ModuleManifestPath)
    $files = Get-ChildItem "$root/bin/*.ps1xml", "$root/bin/*.ps1", "$root/bin/*.psm1", "$root/Examples/*.ps1", "$root/OpenStackImage.psd1" | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    # Returns the script blocks of a file of views, or the script of any other file.
    function Get-Script {
        param([Parameter(Mandatory)] [string] $Path)

        $text = Get-Content -LiteralPath $Path -Raw
        if ($Path -like '*.ps1xml') { ([xml]$text).SelectNodes('//ScriptBlock') | ForEach-Object InnerText } else { $text }
    }
}

# Windows PowerShell 5.1 does not run on the computers of these tests. What it would read is checked here.
Describe 'For Windows PowerShell 5.1' {
    It '<Name> has no syntax of PowerShell 7' -ForEach $files {
        foreach ($script in Get-Script $Path) {
            $failures = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($script, [ref]$null, [ref]$failures)
            $failures | Should -BeNullOrEmpty
            $tree.FindAll({
                    param($node)
                    $node -is [System.Management.Automation.Language.TernaryExpressionAst] -or $node -is [System.Management.Automation.Language.PipelineChainAst] -or
                    $node.Operator -in 'QuestionQuestion', 'QuestionQuestionEquals' -or $node.NullConditional -or $node.CleanBlock
                }, $true) | Should -BeNullOrEmpty
        }
    }

    It '<Name> uses $PSStyle only in PowerShell 7: a variable that does not exist empties the column under Set-StrictMode' -ForEach $files {
        foreach ($script in Get-Script $Path | Where-Object { $_ -match '\$PSStyle' }) { ($script -split '\$PSStyle')[0] | Should -Match "if \(\`$PSEdition -ne 'Core'" }
    }

    It '<Name> has ASCII or begins with a byte order mark' -ForEach $files {
        $bytes = [System.IO.File]::ReadAllBytes($Path)
        if ($bytes[0] -ne 0xEF) { $bytes | Where-Object { $_ -gt 127 } | Select-Object -First 1 | Should -BeNullOrEmpty }
    }
}
