using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Documentation;

/// <summary>
/// Stand-ins for the few cmdlets of PowerShell's own modules that the pages use and the bare engine has not. They do no more than the pages need.
/// </summary>
internal static class StandIns
{
    private const string Functions = """
        function global:Select-Object {
            param([Parameter(Position = 0)][string[]] $Property, [int] $First = [int]::MaxValue, [Parameter(ValueFromPipeline)] $InputObject)
            begin { $seen = 0 }
            process {
                if ($seen++ -ge $First) { return }
                if (-not $Property) { return $InputObject }
                $selected = [ordered]@{}
                foreach ($name in $Property) { $selected[$name] = $InputObject.$name }
                [pscustomobject]$selected
            }
        }
        function global:Sort-Object {
            param([Parameter(Position = 0)][string] $Property, [switch] $Descending, [Parameter(ValueFromPipeline)] $InputObject)
            begin { $all = [System.Collections.Generic.List[object]]::new() }
            process { $all.Add($InputObject) }
            end {
                $sorted = [System.Linq.Enumerable]::OrderBy($all, [Func[object, object]] { $args[0].$Property })
                if ($Descending) { [System.Linq.Enumerable]::Reverse($sorted) } else { $sorted }
            }
        }
        function global:Export-Csv {
            param([Parameter(Position = 0)][string] $Path, [Parameter(ValueFromPipeline)] $InputObject)
            begin { $lines = [System.Collections.Generic.List[string]]::new() }
            process {
                $properties = @($InputObject.PSObject.Properties | Where-Object MemberType -in Property, NoteProperty)
                if (-not $lines.Count) { $lines.Add((@($properties | ForEach-Object { '"{0}"' -f $_.Name }) -join ',')) }
                $lines.Add((@($properties | ForEach-Object { '"{0}"' -f $_.Value }) -join ','))
            }
            end { [System.IO.File]::WriteAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), $lines) }
        }
        function global:Import-Csv {
            param([Parameter(Position = 0)][string] $Path)
            $header, $rows = [System.IO.File]::ReadAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path))
            $names = $header.Trim('"') -split '"?,"?'
            foreach ($row in $rows) {
                $record = [ordered]@{}
                $values = $row.Trim('"') -split '"?,"?'
                for ($i = 0; $i -lt $names.Count; $i++) { $record[$names[$i]] = $values[$i] }
                [pscustomobject]$record
            }
        }
        function global:Write-Warning { [CmdletBinding()] param([string] $Message) $PSCmdlet.WriteWarning($Message) }
        function global:Get-Content { param([string] $Path) [System.IO.File]::ReadAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)) }
        function global:Set-Content {
            param([Parameter(Position = 0)][string] $Path, [Parameter(Position = 1)][string] $Value)
            [System.IO.File]::WriteAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), $Value)
        }
        function global:Get-Credential { param([Parameter(Position = 0)][string] $UserName) $Host.UI.PromptForCredential('', '', $UserName, '') }
        function global:Read-Host {
            param([Parameter(Position = 0)][string] $Prompt, [switch] $AsSecureString)
            $Host.UI.Write("${Prompt}: ")
            if ($AsSecureString) { $Host.UI.ReadLineAsSecureString() } else { $Host.UI.ReadLine() }
        }
        """;

    public static void Define(Shell shell) => shell.Run(Functions).MustSucceed();
}
