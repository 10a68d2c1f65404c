namespace OpenStackImage.Tests.Harness;

/// <summary>A user who types the password at each prompt, which shows asterisks.</summary>
internal sealed class TypedPassword(TextWriter screen) : TextReader
{
    public override string ReadLine()
    {
        screen.WriteLine("********");
        return CloudAccount.UserPassword;
    }
}
